// The platform's own, by the name of the package that it stands for (`alias` in wrangler.toml).
export default structuredClone
