/** parse5's codes of errors, by the name of its module (`alias` in wrangler.toml): nobody asks. */
export const ERR = {}
