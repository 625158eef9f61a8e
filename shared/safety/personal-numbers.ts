import { findByPatterns } from './personal-data.ts'
import type { Pattern, PersonalData } from './personal-data.ts'

const DIGIT_WORD =
  '(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine|hundred|double|triple)'
const PLATFORM =
  '(?:snap(?:chat)?|insta(?:gram)?|ig|tik ?tok|discord|xbox|gamertag|psn|telegram|be ?real|roblox|twitter|facebook|fb|steam|twitch|youtube|reddit|signal|kik)'
const NAME_OF_ACCOUNT = '(@?[\\w](?:[\\w.#-]{1,38}[\\w])?)'
/** What people say of an app without naming themselves: "my insta is private". */
const SAID_OF_APPS =
  /^(?:a|an|the|my|our|me|not|so|too|very|really|just|also|boring|good|bad|best|better|great|fun|private|public|full|broken|banned|blocked|down|gone|off|on|used|always|never|where|how|why|what|for|full|open|safe|unsafe|addictive|important|popular|rubbish|ok|okay|fine|mine|and|or|but|to|in|is|was)$/i

const PATTERNS: readonly Pattern[] = [
  {
    kind: 'phone',
    find: /(?<![\w.£-])(?:\+|00)?\(?\d(?:[\s().-]{0,3}\d){8,13}(?!\w)/g,
    isPersonal: (part) => isPhone(part),
  },
  {
    kind: 'phone',
    find: new RegExp(`\\b${DIGIT_WORD}(?:[\\s,-]+${DIGIT_WORD}){5,13}\\b`, 'gi'),
  },
  {
    kind: 'phone',
    find: /\b(?:my|her|his|their) (?:phone |mobile |mob |cell )?(?:number|no|num|phone|mobile)(?:'s| is|:|=)? *(\d(?:[ /-]?\d){5,11})\b/dgi,
    part: 1,
  },
  {
    kind: 'email',
    find: /[\w.+%'-]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,4}/gi,
  },
  {
    kind: 'email',
    find: /[\w.+-]{1,64} ?[([{ ] ?at ?[)\]} ] ?[a-z\d-]{1,63}(?: ?(?:[([{ ] ?dot ?[)\]} ]|\.) ?(?:co|com|org|net|uk|sch|gov|ac|me|info|email)\b){1,3}/gi,
  },
  {
    kind: 'handle',
    find: /(?<![\w@./])@[a-z_][\w.]{1,29}(?<!\.)(?!@|\.\w)/gi,
  },
  {
    kind: 'handle',
    find: new RegExp(
      `\\b(?:my|her|his|their) ${PLATFORM}(?: (?:name|user ?name|user|handle|tag|account|id))?(?:'s| is|:| -|=)+ *(?:called )?${NAME_OF_ACCOUNT}`,
      'gdi',
    ),
    part: 1,
    isPersonal: (part) => !SAID_OF_APPS.test(part),
  },
  {
    kind: 'handle',
    find: new RegExp(
      `\\b(?:add|follow|message|dm|find|text|pm|hit) me (?:up )?(?:on|at|in)(?: my)? ${PLATFORM}[\\s:,-]*(?:(?:as|its|it's|at|called|i'?m)\\s+)?${NAME_OF_ACCOUNT}`,
      'gdi',
    ),
    part: 1,
    isPersonal: (part) =>
      !SAID_OF_APPS.test(part) && !/^(?:if|please|pls|when|because)$/i.test(part),
  },
  {
    kind: 'handle',
    find: new RegExp(`\\b${PLATFORM}\\s*[:=]?\\s*(@?[a-z](?=[\\w.#]*[\\d_#])[\\w.#]{2,38})`, 'gdi'),
    part: 1,
  },
  {
    kind: 'handle',
    find: /(?:https?:\/\/)?(?:www\.)?(?:instagram|tiktok|snapchat|facebook|twitter|x|twitch|youtube|reddit|threads)\.(?:com|net|tv)\/[@\w./-]{2,60}/gi,
  },
  {
    kind: 'handle',
    find: /\b(?:user ?name|gamer ?tag|handle)(?:'s| is|:|=)\s*(@?\w[\w.#-]{2,38})/dgi,
    part: 1,
    isPersonal: (part) => !SAID_OF_APPS.test(part),
  },
  {
    kind: 'insurance',
    find: /\b(?:QQ|[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])(?:[ -]?\d\d){3}[ -]?[A-D]\b/gi,
  },
  { kind: 'nhs', find: /\b\d{3}[ -]?\d{3}[ -]?\d{4}\b/g, isPersonal: isNhsNumber },
  { kind: 'nhs', find: /\bnhs (?:number|no\.?)(?:'s| is|:)? *(\d(?:[ -]?\d){9})\b/dgi, part: 1 },
]

/** Numbers, addresses on the net and names of accounts. */
export function findNumbers(text: string): PersonalData[] {
  return findByPatterns(text, PATTERNS)
}

/** A UK number of a person or a place, not a free or shared-cost line of an organisation. */
function isPhone(part: string): boolean {
  const digits = part.replace(/\D/g, '')
  const isAbroad = part.trimStart().startsWith('+') || digits.startsWith('00')
  if (isAbroad && !/^(?:00)?44/.test(digits)) return digits.length >= 10
  const national = isAbroad ? digits.replace(/^(?:00)?440?/, '0') : digits
  if (!/^0[1-9]\d{8,9}$/.test(national)) return false
  if (/^0(?:3|80|84|87|9)/.test(national)) return false
  return !/^\d{1,2}[.-]\d{1,2}[.-]\d{2,4}[\s.-]/.test(part)
}

/** The last digit checks the others (modulus 11). */
function isNhsNumber(part: string): boolean {
  const digits = [...part.replace(/\D/g, '')].map(Number)
  if (digits.length !== 10 || new Set(digits).size === 1) return false
  const sum = digits.slice(0, 9).reduce((total, digit, index) => total + digit * (10 - index), 0)
  const check = (11 - (sum % 11)) % 11
  return check < 10 && check === digits[9]
}
