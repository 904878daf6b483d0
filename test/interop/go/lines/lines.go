// Package lines is what the Go clients of `npm run interop` have in common: requests come as JSON lines on standard input,
// answers go to standard output. test/interop/client.ts says what each request means.
package lines

import (
	"bufio"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"runtime/debug"
	"strings"
)

const largeBytes = 1024

var Codecs = []string{"none", "gzip", "snappy", "lz4", "zstd"}

// Args has what any of the requests may ask for.
type Args struct {
	Topic      string
	Topics     map[string]int
	Codec      string
	Path       string
	MaxBytes   int32
	Idempotent *bool
	Partitions int32
	Replicas   int16
	Configs    map[string]string
	Name       string
	Value      string
	Count      int
	Group      string
	Timestamp  int64
	Offset     int64
}

type Header struct {
	Name  string
	Value []byte
}

type Record struct {
	Offset    int64
	Timestamp int64
	Key       []byte
	Value     []byte
	Headers   []Header
}

type Operation func(Args) (any, error)

type wireRecord struct {
	O int64   `json:"o"`
	T int64   `json:"t"`
	K *string `json:"k"`
	V *string `json:"v"`
	H [][]any `json:"h"`
}

func shownBytes(bytes []byte) *string {
	if bytes == nil {
		return nil
	}
	text := base64.StdEncoding.EncodeToString(bytes)
	if len(bytes) > largeBytes {
		text = fmt.Sprintf("sha256:%d:%x", len(bytes), sha256.Sum256(bytes))
	}
	return &text
}

// Shown is how every client shows what it has read. Bytes that are nil are null.
func Shown(record Record) any {
	headers := [][]any{}
	for _, header := range record.Headers {
		headers = append(headers, []any{header.Name, shownBytes(header.Value)})
	}
	return wireRecord{record.Offset, record.Timestamp, shownBytes(record.Key), shownBytes(record.Value), headers}
}

func decoded(text *string) ([]byte, error) {
	if text == nil {
		return nil, nil
	}
	return base64.StdEncoding.DecodeString(*text)
}

// Corpus gives what is to be written.
func Corpus(path string) ([]Record, error) {
	bytes, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var records []Record
	for _, line := range strings.Split(strings.TrimSpace(string(bytes)), "\n") {
		var one struct {
			T    int64
			K, V *string
			H    [][2]*string
		}
		if err := json.Unmarshal([]byte(line), &one); err != nil {
			return nil, err
		}
		record := Record{Timestamp: one.T}
		if record.Key, err = decoded(one.K); err != nil {
			return nil, err
		}
		if record.Value, err = decoded(one.V); err != nil {
			return nil, err
		}
		for _, header := range one.H {
			value, err := decoded(header[1])
			if err != nil {
				return nil, err
			}
			record.Headers = append(record.Headers, Header{*header[0], value})
		}
		records = append(records, record)
	}
	return records, nil
}

// Version of a module that this program was built with.
func Version(module string) string {
	info, _ := debug.ReadBuildInfo()
	for _, one := range info.Deps {
		if one.Path == module {
			return one.Version
		}
	}
	return "?"
}

// Serve answers until standard input ends.
func Serve(operations map[string]Operation) {
	in := bufio.NewReader(os.Stdin)
	out := json.NewEncoder(os.Stdout)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return
		}
		var request struct {
			ID   int
			Op   string
			Args Args
		}
		answer := map[string]any{}
		if err := json.Unmarshal(line, &request); err != nil {
			answer["error"] = err.Error()
		} else if operation := operations[request.Op]; operation == nil {
			answer["unsupported"] = "it has no " + request.Op
		} else if result, err := operation(request.Args); err != nil {
			answer["error"] = err.Error()
		} else {
			answer["result"] = result
		}
		answer["id"] = request.ID
		_ = out.Encode(answer)
	}
}
