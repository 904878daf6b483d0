/** For net, tls and crypto, of which nothing is called in a browser. */
export default {};
