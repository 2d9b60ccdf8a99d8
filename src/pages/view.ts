import type { Messages } from '../i18n/messages.ts'
import type { Settings } from '../settings.ts'

/** What every page knows of its site. */
export interface View {
  settings: Settings
  origin: string
  text: Messages
}
