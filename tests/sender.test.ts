import { describe, expect, it } from 'vitest'
import { senderOf } from '../src/sender.ts'

const of = (address: string) => senderOf(new Headers({ 'CF-Connecting-IP': address }))

describe('senderOf()', () => {
  it('takes an IPv4 address whole', () => {
    expect(of('203.0.113.7')).toBe('203.0.113.7')
    expect(of('203.0.113.8')).not.toBe(of('203.0.113.7'))
  })

  it.each([
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::9', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['2001:db8::ffff', '2001:db8:0:0'],
    ['2001:db8::7:3:4:5:6', '2001:db8:0:7'],
    ['2001::2:3:4:5:6:7', '2001:0:2:3'],
    ['fe80::', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
  ])('of %s takes the network %s', (address, network) => {
    expect(of(address)).toBe(network)
  })

  it('takes all without an address for one, and does not fail on what is none', () => {
    expect(senderOf(new Headers())).toBe('unknown')
    expect(of('1:2:3:4:5:6:7:8::9:10')).toBe('1:2:3:4')
  })
})
