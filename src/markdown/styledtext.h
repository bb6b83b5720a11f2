// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "block.h"

#include <array>
#include <vector>

namespace tabletalk {

//! Collects the characters of one block or cell together with the runs that style them. Styles nest to
//! any depth at constant cost per call; neighbouring runs that look alike become one.
class StyledText {
public:
    void enter(SpanStyle style, const QString &target = {});
    void leave(SpanStyle style);
    void append(QStringView characters);
    void appendUtf8(QByteArrayView characters);
    bool isEmpty() const { return m_text.isEmpty(); }
    qsizetype size() const { return m_text.size(); }
    //! The target of the innermost open link or image.
    QString target() const { return m_targets.empty() ? QString() : m_targets.back(); }

    //! Hands over a copy, without room to grow, of what was collected and starts anew.
    QString takeText();
    QList<Span> takeSpans();

private:
    void style(qsizetype from);

    QString m_text; // these two keep their memory from one block to the next
    QList<Span> m_spans;
    SpanStyles m_styles;
    std::array<int, 8> m_openCount{}; //!< per style
    std::vector<QString> m_targets;
};

} // namespace tabletalk
