import process from 'node:process'
import { runImport } from './import/command.ts'

process.exitCode = await runImport(process.argv.slice(2), {
  environment: process.env,
  out: process.stdout,
  err: process.stderr,
})
