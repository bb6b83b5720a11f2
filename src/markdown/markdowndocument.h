// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "block.h"
#include "formula.h"

#include <QByteArray>

#include <memory>
#include <vector>

namespace tabletalk {

//! What a flush() changed.
struct DocumentChange {
    int firstChanged = 0; //!< blocks before it are what they were; it and all after are new
    qsizetype unchangedLength = 0; //!< leading characters of blocks[firstChanged].text that stayed, with
                                   //!< their spans, when it existed before as the same kind; 0 otherwise
    bool isEmpty = true; //!< nothing changed
};

//! Markdown that arrives in pieces, as blocks. Text is cheap to append; flush() parses only what is
//! still open (the paragraph, list item, table row or code line at the end), so its cost does not grow
//! with the answer. finish() parses the whole once more with md4c and repairs what only the end could
//! decide (link definitions, lazy continuations); afterwards blocks() equals parse() of the source.
//! CommonMark with tables, strikethrough, task lists, autolinks and formulas; raw HTML is text. NUL and
//! invalid input become U+FFFD. Not thread-safe; no Qt Gui.
class MarkdownDocument {
public:
    explicit MarkdownDocument(SingleDollar dollar = SingleDollar::Opens);
    ~MarkdownDocument();
    MarkdownDocument(MarkdownDocument &&) noexcept;
    MarkdownDocument &operator=(MarkdownDocument &&) noexcept;

    //! The blocks of a complete text at once.
    static std::vector<Block> parse(const QString &text, SingleDollar dollar = SingleDollar::Opens);

    void append(QStringView text);
    DocumentChange flush();
    DocumentChange finish();

    const std::vector<Block> &blocks() const;
    //! Everything appended so far, UTF-8: what the blocks' source offsets point into.
    const QByteArray &source() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace tabletalk
