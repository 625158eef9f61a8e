const ADJECTIVES =
  'Amber Bold Brave Bright Busy Calm Cheerful Clever Curious Daring Eager Gentle Golden Happy Jolly Keen Kind Lively Lucky Merry Mighty Misty Nimble Polite Quick Quiet Rapid Silver Sunny Swift Warm Wise'.split(
    ' ',
  )
const ANIMALS =
  'Badger Bee Beaver Crane Curlew Deer Dolphin Falcon Finch Fox Hare Heron Kestrel Lark Lynx Magpie Marten Moth Newt Otter Owl Panda Pony Puffin Raven Robin Seal Stoat Swan Tiger Toad Wren'.split(
    ' ',
  )

/** A name to accept with one tap. `random`: from 0 up to 1. */
export function suggestNickname(random: () => number): string {
  return `${pick(ADJECTIVES, random())} ${pick(ANIMALS, random())}`
}

function pick(words: readonly string[], at: number): string {
  return words[Math.floor(at * words.length)] ?? ''
}
