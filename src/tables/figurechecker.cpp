// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figurechecker.h"

#include "figurematch.h"

#include <algorithm>

namespace tabletalk {

namespace {

struct Sentence {
    qsizetype from = 0;
    qsizetype to = 0;
};

bool endsSentence(QStringView text, qsizetype at)
{
    const QChar c = text[at];
    if (c == u'\n' || c == u';')
        return true;
    const bool isStop = c == u'.' || c == u'!' || c == u'?';
    return isStop && (at + 1 == text.size() || text[at + 1].isSpace());
}

Sentence sentenceAround(QStringView text, int from, int to)
{
    Sentence sentence{from, to};
    while (sentence.from > 0 && !endsSentence(text, sentence.from - 1))
        --sentence.from;
    while (sentence.to < text.size() && !endsSentence(text, sentence.to))
        ++sentence.to;
    return sentence;
}

} // namespace

FigureChecker::FigureChecker(const QList<FigureResult> &results, const QString &question)
    : m_index(results)
{
    for (const WrittenFigure &figure : writtenFigures(question)) {
        for (const WrittenFigure::Reading &reading : figure.readings)
            m_asked.append(reading.value);
    }
}

QList<Figure> FigureChecker::check(QStringView text, const QList<SkippedText> &skipped,
                                   QStringView context) const
{
    QList<Figure> figures;
    if (isEmpty())
        return figures;
    const QList<WrittenFigure> written = writtenFigures(text, skipped);
    if (written.isEmpty())
        return figures;
    const FigureMatch::Rows around = m_index.namedRows(context.isEmpty() ? text : context);
    qsizetype sentenceEnd = -1;
    FigureMatch::Rows named;
    for (const WrittenFigure &figure : written) {
        if (m_asked.contains(figure.readings.constFirst().value)) {
            figures.append({.from = figure.from, .to = figure.to});
            continue;
        }
        const Sentence sentence = sentenceAround(text, figure.from, figure.to);
        if (sentence.to != sentenceEnd) {
            named = m_index.namedRows(text.mid(sentence.from, sentence.to - sentence.from));
            sentenceEnd = sentence.to;
        }
        figures.append(FigureMatch(m_index, figure, named, around).find());
    }
    return figures;
}

} // namespace tabletalk
