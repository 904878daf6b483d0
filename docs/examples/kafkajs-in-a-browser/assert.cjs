/** CommonJS, since the module itself is the function. */
module.exports = function assert(isTrue, message) {
  if (!isTrue) throw new Error(message);
};
