import type { Sent } from './sent.ts'
import { type Sign, signsOf } from './signs.ts'

/** What is known about the sender and the text beyond the comment itself. */
export interface Known {
  /** A comment under this name and e-mail address was approved before. */
  trusted: boolean
  /** Other comments with this very text, on any post. */
  sameText: number
  /** A moderator put this very comment into the trash before. */
  refused: boolean
  /** Comments from this sender today. */
  fromSender: number
}

/** What the owner decided. */
export interface Rules {
  /** Whose comments wait: everybody's, those of people new here, nobody's. */
  hold: 'all' | 'first' | 'none'
  blockedWords: string[]
}

export interface Verdict {
  status: 'approved' | 'pending' | 'spam'
  /** Why, for the moderator. */
  reasons: string[]
}

const spamFrom = 6
const holdFrom = 2
/** One sign below this is not enough to take somebody who is known for a spammer. */
const certain = 9

/** Characters below which people say the same without having copied it. */
const shortestCopy = 20

/** Milliseconds below which nobody types a comment. */
const shortestTyping = 3_000

/**
 * Decides about a comment: spam is kept out of sight, what is doubtful waits, and so does what the
 * owner's rules hold. Nothing is thrown away: a moderator sees all of it.
 */
export function judge(sent: Sent, known: Known, rules: Rules): Verdict {
  const signs = [...signsOf(sent, rules.blockedWords), ...circumstances(sent, known)]
  const score = signs.reduce((sum, sign) => sum + sign.weight, 0)
  const reasons = signs.map((sign) => sign.reason)
  const benefit = known.trusted && signs.length === 1 && score < certain
  if (score >= spamFrom && !benefit) return { status: 'spam', reasons }
  if (score >= holdFrom) return { status: 'pending', reasons }
  if (rules.hold === 'all') return { status: 'pending', reasons: [...reasons, 'all are held'] }
  if (rules.hold === 'first' && !known.trusted) {
    return { status: 'pending', reasons: [...reasons, 'first comment'] }
  }
  return { status: 'approved', reasons }
}

function circumstances(sent: Sent, known: Known): Sign[] {
  const signs: Sign[] = []
  if (sent.trapped) signs.push({ reason: 'hidden field filled in', weight: 9 })
  if (sent.elapsed !== null && sent.elapsed < shortestTyping) {
    signs.push({ reason: 'typed too fast', weight: 3 })
  }
  if (known.refused) signs.push({ reason: 'refused before', weight: 3 })
  if (known.sameText > 0 && [...sent.body].length >= shortestCopy) {
    signs.push({ reason: 'same text elsewhere', weight: known.sameText > 2 ? 6 : 3 })
  }
  if (known.fromSender >= 10) signs.push({ reason: 'many from one sender', weight: 3 })
  return signs
}
