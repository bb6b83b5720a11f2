// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "block.h"
#include "sourceline.h"

namespace tabletalk {

//! A top-level code fence that is still open: lines are appended to its block without parsing markdown.
//! Works on the block wherever its owner keeps it.
class OpenFence {
public:
    //! From the line that opened it.
    explicit OpenFence(const SourceLine &opening);

    //! Takes a complete line of code, without line feed; `end` is past it.
    void addLine(Block &code, QByteArrayView line, qsizetype end);
    //! The line that ends at `end` closed the fence.
    void close(Block &code, qsizetype end);
    //! Shows the beginning of a line, unless it may become the closing fence. It must have grown, or be
    //! completed, by the next call.
    void showPartialLine(Block &code, QByteArrayView line, qsizetype end);

private:
    void append(Block &code, QByteArrayView line, qsizetype end) const;
    bool mayClose(QByteArrayView partialLine) const;

    char m_mark;
    int m_indent;
    qsizetype m_lineCount = 0;
    qsizetype m_completeLength = 0; //!< characters of complete lines
};

} // namespace tabletalk
