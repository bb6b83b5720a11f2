// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

namespace tabletalk {

//! How a run of characters is drawn. Flags: a run can be several at once.
enum class SpanStyle : quint16 {
    Bold = 1,
    Italic = 2,
    Code = 4,
    Strike = 8,
    Link = 16,
    Image = 32, //!< the run is the picture's description; the target is where it would come from
    Formula = 64, //!< the run is LaTeX with its delimiters, as written
    Display = 128, //!< of a formula: it is to stand apart from the line
    // What the program adds to an answer about data; no markdown makes them. The target says where from.
    Figure = 256, //!< a figure that was traced to a result
    Unfound = 512, //!< one that is in none of the results
};
Q_DECLARE_FLAGS(SpanStyles, SpanStyle)
Q_DECLARE_OPERATORS_FOR_FLAGS(SpanStyles)

//! A run of equally styled characters in a block's text. Runs are ordered and do not overlap;
//! characters between them are plain.
struct Span {
    int start = 0; //!< UTF-16 units from the start of the text
    int length = 0;
    SpanStyles styles;
    QString target; //!< of a link or image: the URL as written
    bool operator==(const Span &) const = default;
};

enum class CellAlignment : quint8 { Default, Left, Centre, Right };

struct TableCell {
    QString text;
    QList<Span> spans;
    CellAlignment alignment = CellAlignment::Default;
    bool operator==(const TableCell &) const = default;
};

enum class BlockKind : quint8 {
    Paragraph,
    Heading,
    Code, //!< fenced or indented; `text` is exact, lines separated by \n, no newline at the end
    TableRow, //!< one row; the rows of one table are consecutive blocks, the header first
    Rule,
};

enum class TaskState : quint8 { None, Open, Done };

//! One piece of a message as it is laid out, in reading order: nesting is flattened to depths. A value
//! with no font and no geometry.
struct Block {
    // Small members together: a long text has very many blocks.
    BlockKind kind = BlockKind::Paragraph;
    TaskState task = TaskState::None;
    bool isTableHeader = false;
    int headingLevel = 0; //!< 1 to 6
    int quoteDepth = 0;
    int listDepth = 0; //!< how many lists it lies in: its indentation
    QString marker; //!< "•" or "3." on the first block of a list item, else empty
    QString text; //!< of a table row: empty
    QList<Span> spans;
    QList<TableCell> cells; //!< of a table row
    QString language; //!< of code, as written after the fence: its first word
    qsizetype sourceStart = 0; //!< bytes of the UTF-8 source this block came from, whole lines
    qsizetype sourceEnd = 0;

    //! The text of the block or its cells (separated by tabs), without markers.
    QString plainText() const;
    bool operator==(const Block &) const = default;
};

} // namespace tabletalk
