import { AlignmentType, LevelFormat, LevelSuffix } from 'docx'
import type { ILevelsOptions } from 'docx'
import type { ListStyle } from '../printed/blocks.ts'

/** Where a paragraph gets its number from; `typed`: only as words before its own. */
export type NumberPlace = { reference: string; level: number } | { typed: string }

interface Chain {
  reference: string
  starts: readonly number[]
  values: number[]
}

interface NumberConfig {
  reference: string
  levels: ILevelsOptions[]
}

const LEVELS = 9
const DECIMAL = /^(\d{1,4}(?:\.\d{1,4}){0,8})([.):]?)$/
const LETTER = /^(\(?)([a-z])([).])$/
const ROMAN = /^(\(?)([ivxlc]{1,8})([).])$/

/**
 * Word's numbering, so that it prints exactly the numbers the document shows and still counts by
 * itself where people go on writing. Numbers that follow each other share a list; one that does not
 * follow (a gap, another prefix) begins a list that starts there; what is no count is a list of its own.
 */
export class Numbers {
  readonly configs: NumberConfig[] = []
  private readonly chains = new Map<string, Chain[]>()

  /** The place in a list that prints this number. */
  find(number: string, { isThirdLevel }: { isThirdLevel: boolean }): NumberPlace {
    const decimal = DECIMAL.exec(number)
    if (decimal !== null) {
      const parts = (decimal[1] ?? '').split('.').map(Number)
      // "01" would come out as "1".
      if (parts.join('.') === decimal[1]) return this.decimal(parts, decimal[2] ?? '')
    }
    const roman = isThirdLevel ? ROMAN.exec(number) : null
    const romanValue = roman === null ? 0 : valueOfRoman(roman[2] ?? '')
    if (roman !== null && romanValue > 0) {
      return this.single(romanValue, { before: roman[1], after: roman[3], style: 'roman' })
    }
    const letter = LETTER.exec(number)
    if (letter !== null) {
      const value = (letter[2] ?? 'a').charCodeAt(0) - 96
      return this.single(value, { before: letter[1], after: letter[3], style: 'letter' })
    }
    // Word has no way to say a percent sign here.
    if (number.includes('%') || number.length > 50) return { typed: number }
    return this.literal(number)
  }

  /** A list of the document: its own count from its own start. */
  list(style: ListStyle, { start, level }: { start: number; level: number }): NumberPlace {
    const at = Math.min(level, LEVELS - 1)
    if (style === 'bullet') return { reference: this.bullets(), level: at }
    const reference = this.add(
      Array.from({ length: LEVELS }, (_, index) => ({
        level: index,
        format: FORMATS[style],
        text: style === 'decimal' ? `%${index + 1}.` : `(%${index + 1})`,
        start: index === at ? start : 1,
        alignment: AlignmentType.START,
        style: { paragraph: { indent: { left: 567 * (index + 1), hanging: 567 } } },
      })),
    )
    return { reference, level: at }
  }

  private decimal(parts: number[], suffix: string): NumberPlace {
    const level = parts.length - 1
    const chains = this.chainsOf(`decimal${suffix}`)
    let chain = chains.findLast((each) => printsNext(each, parts))
    if (chain === undefined) {
      const reference = this.add(
        Array.from({ length: LEVELS }, (_, index) => ({
          level: index,
          format: LevelFormat.DECIMAL,
          text: `${Array.from({ length: index + 1 }, (_each, at) => `%${at + 1}`).join('.')}${suffix}`,
          start: parts[index] ?? 1,
          alignment: AlignmentType.START,
        })),
      )
      chain = { reference, starts: parts, values: [] }
      chains.push(chain)
    }
    chain.values = [...parts]
    return { reference: chain.reference, level }
  }

  private single(
    value: number,
    look: { before: string | undefined; after: string | undefined; style: 'letter' | 'roman' },
  ): NumberPlace {
    const { before = '', after = '', style } = look
    const chains = this.chainsOf(`${style}${before}${after}`)
    let chain = chains.findLast((each) => printsNext(each, [value]))
    if (chain === undefined) {
      const reference = this.add([
        {
          level: 0,
          format: FORMATS[style],
          text: `${before}%1${after}`,
          start: value,
          alignment: AlignmentType.START,
        },
      ])
      chain = { reference, starts: [value], values: [] }
      chains.push(chain)
    }
    chain.values = [value]
    return { reference: chain.reference, level: 0 }
  }

  private literal(number: string): NumberPlace {
    const chains = this.chainsOf(`literal ${number}`)
    let [chain] = chains
    if (chain === undefined) {
      const reference = this.add([
        {
          level: 0,
          format: LevelFormat.DECIMAL,
          text: number,
          suffix: LevelSuffix.SPACE,
          alignment: AlignmentType.START,
        },
      ])
      chain = { reference, starts: [], values: [] }
      chains.push(chain)
    }
    return { reference: chain.reference, level: 0 }
  }

  private bullets(): string {
    const chains = this.chainsOf('bullets')
    const [known] = chains
    if (known !== undefined) return known.reference
    const reference = this.add(
      Array.from({ length: LEVELS }, (_, index) => ({
        level: index,
        format: LevelFormat.BULLET,
        text: ['•', '–', '▪'][index % 3] ?? '•',
        alignment: AlignmentType.START,
        style: { paragraph: { indent: { left: 567 * (index + 1), hanging: 283 } } },
      })),
    )
    chains.push({ reference, starts: [], values: [] })
    return reference
  }

  private chainsOf(family: string): Chain[] {
    const chains = this.chains.get(family) ?? []
    this.chains.set(family, chains)
    return chains
  }

  private add(levels: ILevelsOptions[]): string {
    const reference = `list-${this.configs.length + 1}`
    this.configs.push({ reference, levels })
    return reference
  }
}

const FORMATS = {
  decimal: LevelFormat.DECIMAL,
  letter: LevelFormat.LOWER_LETTER,
  roman: LevelFormat.LOWER_ROMAN,
} as const

/** True if Word, counting on in this list at the level of the last part, would print these parts. */
function printsNext({ starts, values }: Chain, parts: readonly number[]): boolean {
  const level = parts.length - 1
  return parts.every((part, index) => {
    const start = starts[index] ?? 1
    const value = values[index]
    if (index < level) return part === (value ?? start)
    return part === (value === undefined ? start : value + 1)
  })
}

const ROMAN_SIGNS: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100 }

/** 0 for what is no Roman number as Word writes them. */
function valueOfRoman(text: string): number {
  let sum = 0
  for (const [index, sign] of [...text].entries()) {
    const value = ROMAN_SIGNS[sign] ?? 0
    const next = ROMAN_SIGNS[text[index + 1] ?? ''] ?? 0
    sum += value < next ? -value : value
  }
  const isWritten = /^c{0,3}(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$/.test(text)
  return isWritten ? sum : 0
}
