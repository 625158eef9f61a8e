import type { Editor } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'
import { ActionTablePrompt, ColumnPrompt, TablePrompt } from './prompts/tables.tsx'
import { ChoicesPrompt, ChoosePrompt, PeriodPrompt } from './prompts/columns.tsx'
import { MembersPrompt } from './prompts/members.tsx'
import { LinesPrompt } from './prompts/lines.tsx'
import { HelpPrompt } from './prompts/help.tsx'
import { ImagePrompt } from './prompts/image.tsx'
import type { StoreImage } from './prompts/image.tsx'
import { LinkPrompt } from './prompts/link.tsx'
import type { LinkTargets } from './prompts/link-place.tsx'
import { FootnotePrompt, NumberPrompt } from './prompts/words.tsx'
import { focusText, run } from './perform.ts'
import { ReadingPrompt } from './readings/reading-prompt.tsx'
import { NO_PROMPT, ask, promptOf } from './prompt.ts'
import type { Prompt } from './prompt.ts'
import { useEditorValue } from './use-editor-value.ts'

/** The question that the editor asks at the moment, if any. */
export function Prompts({
  editor,
  storeImage,
  linkTargets,
}: {
  editor: Editor
  storeImage: StoreImage
  linkTargets: LinkTargets
}) {
  const prompt = useEditorValue(editor, promptState)
  const onClose = () => {
    run(editor, ask(NO_PROMPT))
    focusText(editor)
  }
  switch (prompt.kind) {
    case 'none':
      return null
    case 'help':
      return <HelpPrompt onClose={onClose} />
    case 'link':
      return <LinkPrompt editor={editor} linkTargets={linkTargets} onClose={onClose} />
    case 'table':
      return <TablePrompt editor={editor} onClose={onClose} />
    case 'actionTable':
      return <ActionTablePrompt editor={editor} onClose={onClose} />
    case 'image':
      return (
        <ImagePrompt
          editor={editor}
          position={prompt.position}
          storeImage={storeImage}
          onClose={onClose}
        />
      )
    case 'footnote':
      return <FootnotePrompt editor={editor} position={prompt.position} onClose={onClose} />
    case 'number':
      return <NumberPrompt editor={editor} position={prompt.position} onClose={onClose} />
    case 'column':
      return <ColumnPrompt editor={editor} side={prompt.side} onClose={onClose} />
    case 'lines':
      return <LinesPrompt editor={editor} onClose={onClose} />
    case 'members':
      return <MembersPrompt editor={editor} onClose={onClose} />
    case 'choices':
      return <ChoicesPrompt editor={editor} onClose={onClose} />
    case 'choose':
      return <ChoosePrompt editor={editor} onClose={onClose} />
    case 'period':
      return <PeriodPrompt editor={editor} position={prompt.position} onClose={onClose} />
    case 'reading':
      return (
        <ReadingPrompt
          editor={editor}
          position={prompt.position}
          line={prompt.line}
          onClose={onClose}
        />
      )
    default:
      return unreachable(prompt)
  }
}

function promptState(state: EditorState): Prompt {
  return promptOf(state)
}

function unreachable(prompt: never): never {
  throw new Error(`No question of this kind: ${JSON.stringify(prompt)}`)
}
