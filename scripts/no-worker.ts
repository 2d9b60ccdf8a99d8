// Stands for `cloudflare:workers` where code of the Worker is read in Node and none of it runs.
export class DurableObject {}
