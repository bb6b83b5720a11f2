// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "block.h"

#include <QStringView>

#include <algorithm>

namespace tabletalk {

//! What stands before and after a run of characters in some markup.
struct Delimiters {
    QString before;
    QString after;
};

//! The characters from `from` to `to` of a block's text with its spans written out again: `delimitersOf`
//! gives those of a span, `escape` what plain text becomes.
template <class DelimitersOf, class Escape>
QString marked(QStringView text, const QList<Span> &spans, int from, int to, DelimitersOf delimitersOf,
               Escape escape)
{
    QString result;
    int at = from;
    for (const Span &span : spans) {
        const int start = std::max(span.start, at);
        const int end = std::min(span.start + span.length, to);
        if (start >= end)
            continue;
        result += escape(text.sliced(at, start - at).toString());
        const Delimiters delimiters = delimitersOf(span);
        result += delimiters.before + escape(text.sliced(start, end - start).toString()) + delimiters.after;
        at = end;
    }
    return result + escape(text.sliced(at, std::max(0, to - at)).toString());
}

//! The same as HTML. A picture becomes its description, for whoever opens the HTML would fetch it; a link
//! that leads neither to a page nor to a mail address becomes plain text.
QString spansToHtml(QStringView text, const QList<Span> &spans, int from, int to);

} // namespace tabletalk
