// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "modelsearch.h"

#include <algorithm>

namespace tabletalk {

namespace {

enum Score { Nowhere = 0, Squeezed = 1, Inside = 2, WordStart = 4, Start = 8, Whole = 16 };

//! "gpt4o" is meant to find "GPT-4o".
QString squeezed(const QString &text)
{
    QString letters;
    std::ranges::copy_if(text, std::back_inserter(letters), [](QChar c) { return c.isLetterOrNumber(); });
    return letters;
}

int scoreIn(const QString &text, const QString &word)
{
    if (text == word)
        return Whole;
    qsizetype at = text.indexOf(word);
    if (at == 0)
        return Start;
    if (at < 0) {
        const QString letters = squeezed(word);
        return !letters.isEmpty() && squeezed(text).contains(letters) ? Squeezed : Nowhere;
    }
    for (; at > 0; at = text.indexOf(word, at + 1)) {
        if (!text[at - 1].isLetterOrNumber())
            return WordStart;
    }
    return Inside;
}

} // namespace

ModelSearch::ModelSearch(const QString &typed)
    : m_words(typed.toCaseFolded().split(u' ', Qt::SkipEmptyParts))
{
}

int ModelSearch::score(const ModelInfo &model) const
{
    const QString id = model.id.toCaseFolded();
    const QStringList places{model.name.toCaseFolded(), id, id.section(u'/', -1),
                             model.provider.toCaseFolded()};
    int sum = 1;
    for (const QString &word : m_words) {
        int best = Nowhere;
        for (const QString &place : places)
            best = std::max(best, scoreIn(place, word));
        if (best == Nowhere)
            return 0;
        sum += best;
    }
    return sum;
}

} // namespace tabletalk
