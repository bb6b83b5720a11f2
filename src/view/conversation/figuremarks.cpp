// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/figuremarks.h"

#include "conversation/querycard.h"

#include <QCoreApplication>

#include <algorithm>

namespace tabletalk {

namespace {

constexpr SpanStyles kNoFigures = SpanStyle::Code | SpanStyle::Formula | SpanStyle::Link | SpanStyle::Image;

QString tr(const char *text)
{
    return QCoreApplication::translate("FigureMarks", text);
}

QString sentenceFor(const Figure &figure, const FigureChecker &checker, const FigureSources &sources)
{
    if (figure.state == FigureState::NotFound)
        return tr("Not found in the results of this answer's queries");
    const FigureCell &cell = figure.cells.constFirst();
    const QString name = sources.names.at(cell.result);
    if (cell.column < 0)
        return tr("The number of rows of “%1”").arg(name);
    const QString column = checker.index().results().at(cell.result).table.column(cell.column).name();
    if (figure.state == FigureState::Derived)
        return figure.cells.size() == 1 && cell.row >= 0
                   ? tr("%1 rounded: “%2”, row %3, %4")
                         .arg(figure.formula, name)
                         .arg(cell.row + 1)
                         .arg(column)
                   : tr("%1: computed from “%2”").arg(figure.formula, name);
    if (figure.cells.size() > 1)
        return tr("“%1”, column %2, in several rows").arg(name, column);
    return tr("“%1”, row %2, %3").arg(name).arg(cell.row + 1).arg(column);
}

QString targetFor(const Figure &figure, const FigureChecker &checker, const FigureSources &sources)
{
    const FigureCell cell = figure.cells.isEmpty() ? FigureCell{.result = -1} : figure.cells.constFirst();
    return QStringLiteral("%1/%2/%3:%4")
        .arg(cell.result < 0 ? -1 : sources.steps.at(cell.result))
        .arg(cell.row)
        .arg(cell.column)
        .arg(sentenceFor(figure, checker, sources));
}

//! Lays a style over a part of a text, whatever spans there are.
void overlay(QList<Span> &spans, int from, int to, SpanStyle style, const QString &target)
{
    QList<Span> result;
    int covered = from;
    const auto add = [&result](int start, int end, SpanStyles styles, const QString &to_) {
        if (start < end)
            result.append({start, end - start, styles, to_});
    };
    for (const Span &span : std::as_const(spans)) {
        const int end = span.start + span.length;
        if (end <= from || span.start >= to) {
            if (span.start >= to) {
                add(covered, to, style, target);
                covered = to;
            }
            result.append(span);
            continue;
        }
        add(span.start, from, span.styles, span.target);
        add(covered, span.start, style, target);
        add(std::max(span.start, from), std::min(end, to), span.styles | style, target);
        covered = std::min(end, to);
        if (end > to)
            add(to, end, span.styles, span.target);
    }
    add(covered, to, style, target);
    std::ranges::stable_sort(result, {}, &Span::start);
    spans = result;
}

void mark(const QString &text, QList<Span> &spans, const QString &context, const FigureChecker &checker,
          const FigureSources &sources)
{
    QList<SkippedText> skipped;
    for (const Span &span : std::as_const(spans)) {
        if (span.styles & kNoFigures)
            skipped.append({span.start, span.start + span.length});
    }
    for (const Figure &figure : checker.check(text, skipped, context)) {
        if (figure.state == FigureState::NotData)
            continue;
        overlay(spans, figure.from, figure.to,
                figure.state == FigureState::NotFound ? SpanStyle::Unfound : SpanStyle::Figure,
                targetFor(figure, checker, sources));
    }
}

} // namespace

FigureSources figureSources(const Turn &answer)
{
    FigureSources sources;
    for (int i = 0; i < answer.steps.size(); ++i) {
        const auto *called = std::get_if<ToolCallStep>(&answer.steps.at(i).content);
        if (!called)
            continue;
        const ToolResultStep *result = resultOf(answer, *called);
        if (!result || !result->query)
            continue;
        const std::optional<Table> table = keptRows(*result->query);
        if (!table)
            continue;
        sources.results.append({*table, result->query->rows});
        sources.steps.append(i);
        sources.names.append(result->query->why.isEmpty() ? tr("the query") : result->query->why.left(80));
    }
    return sources;
}

FigureTrace figureTrace(const QString &target)
{
    FigureTrace trace;
    const qsizetype colon = target.indexOf(u':');
    const QStringList place = target.left(colon).split(u'/');
    if (colon < 0 || place.size() != 3)
        return trace;
    trace.step = place[0].toInt();
    trace.row = place[1].toLongLong();
    trace.column = place[2].toInt();
    trace.sentence = target.mid(colon + 1);
    return trace;
}

void markFigures(Block &block, const FigureChecker &checker, const FigureSources &sources)
{
    if (block.kind == BlockKind::Paragraph || block.kind == BlockKind::Heading) {
        mark(block.text, block.spans, {}, checker, sources);
        return;
    }
    if (block.kind != BlockKind::TableRow || block.isTableHeader)
        return;
    const QString row = block.plainText();
    for (TableCell &cell : block.cells)
        mark(cell.text, cell.spans, row, checker, sources);
}

} // namespace tabletalk
