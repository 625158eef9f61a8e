/**
 * How a document looks on paper, in Typst. Not a word of any document is in it: all of it comes as
 * JSON and is shown as plain text, so that nothing people write can be taken for Typst.
 */
export const TEMPLATE = String.raw`
#let data = json(bytes(sys.inputs.document))
#let ink = rgb("#1d2430")
#let soft = rgb("#545c69")
#let line = rgb("#8d8674")
#let wash = rgb("#e3f0ea")
#let head = rgb("#efebe2")

#set document(title: data.title, date: datetime(year: data.year, month: data.month, day: data.day))
#set text(
  font: ("Atkinson Hyperlegible Next", "Atkinson Hyperlegible", "Arial", "Liberation Sans", "Libertinus Serif"),
  size: 10.5pt, lang: "en", region: "GB", fill: ink, hyphenate: false,
)
#set par(leading: 0.68em, spacing: 1.05em, justify: false)
#set page(
  paper: "a4",
  margin: (x: 2cm, top: 2.4cm, bottom: 2cm),
  header: context {
    set text(size: 9pt, fill: soft)
    grid(
      columns: (1fr, auto), column-gutter: 1cm,
      data.label,
      "Page " + str(counter(page).get().first()) + " of " + str(counter(page).final().first()),
    )
  },
)
#set list(indent: 1em, body-indent: 0.6em, spacing: 0.75em)
#set enum(indent: 1em, body-indent: 0.6em, spacing: 0.75em)
#set table(stroke: 0.5pt + line, inset: (x: 5pt, y: 4.5pt), align: left + top)
#show heading: set block(above: 1.5em, below: 0.75em)
#show link: set text(fill: rgb("#1f5fa8"))
#show footnote.entry: set text(size: 9pt)

#let marked(it, marks) = {
  let shown = it
  for mark in marks {
    if mark == "bold" { shown = strong(shown) }
    else if mark == "italic" { shown = emph(shown) }
    else if mark == "underline" { shown = underline(shown) }
    else if mark == "strike" { shown = strike(shown) }
    else if mark == "superscript" { shown = super(shown) }
    else if mark == "subscript" { shown = sub(shown) }
  }
  shown
}

// Said with signs as well as lines and colours: lines are not heard, colours not seen by everybody.
#let tone = (added: rgb("#5b3fc4"), removed: rgb("#a8321f"))
#let sign = (added: "[+", removed: "[−")

#let words(inlines) = {
  let open = none
  for it in inlines {
    let change = it.at("change", default: none)
    if change != open {
      if open != none { text(fill: tone.at(open), "]") }
      if open != none and change != none { " " }
      if change != none { text(fill: tone.at(change), sign.at(change)) }
      open = change
    }
    if it.kind == "text" {
      let shown = marked(text(it.text), it.marks)
      let shown = if change == "added" { text(fill: tone.added, underline(shown)) }
        else if change == "removed" { text(fill: tone.removed, strike(shown)) }
        else { shown }
      if it.href == none { shown } else { link(it.href, shown) }
    } else if it.kind == "break" { linebreak() }
    else if it.kind == "footnote" { footnote(text(it.text)) }
    else { emph(text(it.words)) }
  }
  if open != none { text(fill: tone.at(open), "]") }
}

#let sizes = (20pt, 15pt, 12.5pt, 11.5pt, 10.5pt, 10.5pt)

#let title-of(it) = {
  show heading: set text(size: sizes.at(it.level - 1))
  heading(level: it.tag, numbering: none, outlined: true, {
    if it.number != "" { text(it.number); h(0.7em) }
    words(it.inlines)
  })
}

#let clause-of(it) = {
  let hang = if it.level == 1 { 1.3cm } else { 0.9cm }
  let left = (0cm, 1.3cm, 2.2cm).at(it.level - 1)
  pad(left: left, par(hanging-indent: hang, {
    context {
      let width = measure(text(it.number)).width + 0.25cm
      box(width: calc.max(hang, width), text(it.number))
    }
    words(it.inlines)
  }))
}

#let blocks-of(blocks) = {
  for it in blocks {
    if it.kind == "heading" { title-of(it) }
    else if it.kind == "clause" { clause-of(it) }
    else if it.kind == "paragraph" { par(words(it.inlines)) }
    else if it.kind == "attribution" { par(text(fill: soft, { "— "; words(it.inlines) })) }
    else if it.kind == "quote" {
      block(inset: (left: 1em), stroke: (left: 2pt + rgb("#0b6b52")), width: 100%, breakable: true, quote(block: false, quotes: false, blocks-of(it.blocks)))
    }
    else if it.kind == "callout" {
      block(fill: wash, inset: 9pt, radius: 4pt, width: 100%, breakable: true, blocks-of(it.blocks))
    }
    else if it.kind == "list" {
      let items = it.items.map(blocks-of)
      if it.style == "bullet" { list(..items, tight: true) }
      else {
        let look = if it.style == "letter" { "(a)" } else if it.style == "roman" { "(i)" } else { "1." }
        enum(..items, start: it.start, numbering: look, tight: true)
      }
    }
    else if it.kind == "image" {
      if it.path == none { par(emph(text("Picture: " + it.alt))) }
      else { block(image(it.path, alt: it.alt, width: it.width * 1pt)) }
    }
    else if it.kind == "table" {
      set text(size: 9.5pt)
      set par(spacing: 1em)
      let cell(each) = table.cell(
        colspan: each.colspan, rowspan: each.rowspan,
        fill: if each.header == none { none } else { head },
        if each.header == none { blocks-of(each.blocks) } else { strong(blocks-of(each.blocks)) },
      )
      let heads = it.rows.slice(0, it.heads).flatten().map(cell)
      let rest = it.rows.slice(it.heads).flatten().map(cell)
      table(
        columns: it.widths.map(each => each * 1fr),
        ..if heads.len() > 0 { (table.header(..heads),) } else { () },
        ..rest,
      )
    }
    else if it.kind == "plan" {
      set text(size: 9.5pt)
      set par(spacing: 1em)
      table(
        columns: it.widths.map(width => width * 1fr),
        table.header(..it.headings.map(each => table.cell(fill: head, strong(text(each))))),
        ..it.groups.map(group => {
          let cells = group.cells.map(each => table.cell(
            x: each.x, rowspan: each.rowspan, breakable: each.breakable, blocks-of(each.blocks),
          ))
          let cells = group.parts.map(part => table.cell(
            colspan: it.widths.len(), { par(emph(text(part.label))); blocks-of(part.blocks) },
          )) + cells
          if group.title == none { cells } else {
            let band = table.cell(colspan: it.widths.len(), fill: wash, strong(text(size: 10.5pt, words(group.title))))
            (table.header(level: 2, band), ..cells)
          }
        }).flatten(),
      )
    }
    else { par(emph(text(it.words))) }
  }
}

#let legend = block(fill: head, inset: 9pt, radius: 4pt, width: 100%, {
  par({ text("What changed since "); text(data.since); text(". ") })
  par({
    text("Added words are underlined: ")
    words(((kind: "text", text: "added", marks: (), href: none, change: "added"),))
    text(". Removed words are struck through: ")
    words(((kind: "text", text: "removed", marks: (), href: none, change: "removed"),))
    text(".")
  })
})

#for (index, run) in data.pages.enumerate() {
  set page(flipped: run.isLandscape)
  if index == 0 and data.since != "" { legend }
  blocks-of(run.blocks)
}
`
