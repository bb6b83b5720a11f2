// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QString>

#include <vector>

namespace tabletalk {

//! Restores the exact text of a code block. md4c 0.4.8 reports its indentation as a number of columns, so
//! that tabs arrive as spaces; here the blanks are taken from the source line instead.
class CodeText {
public:
    void addIndentation(qsizetype columns);
    void addContent(qsizetype offset, qsizetype length);
    void endLine();

    qsizetype lineCount() const { return qsizetype(m_lines.size()); }
    //! Lines before the first one with content.
    qsizetype linesBeforeContent() const;
    bool hasOpenLine() const { return m_openLine.columns > 0 || m_openLine.offset >= 0; }
    void clear();

    //! The lines joined by \n; the first of them starts at `start` in `source`.
    QString read(QByteArrayView source, qsizetype start) const;

private:
    struct Line {
        int columns = 0; //!< of indentation that belongs to the code
        qsizetype offset = -1; //!< of the content behind it
        qsizetype length = 0;
    };

    std::vector<Line> m_lines;
    Line m_openLine;
};

} // namespace tabletalk
