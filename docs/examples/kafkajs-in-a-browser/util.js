/** What kafkajs 2.2.4 uses of util. */
export function promisify(work) {
  return (...args) =>
    new Promise((resolve, reject) => {
      work(...args, (error, result) => (error ? reject(error) : resolve(result)));
    });
}

/** `%s` and `%d` only. */
export function format(text, ...values) {
  return text.replace(/%[sd]/g, () => String(values.shift()));
}
