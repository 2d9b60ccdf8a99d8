// What hono/jsx makes of elements that React treats in a way of its own, by the name of its module
// (`alias` in wrangler.toml): it takes every <link> to the end of the head and looks for doubles. Our
// pages write each element once, where it belongs.
export const components_exports = Object.create(null)
