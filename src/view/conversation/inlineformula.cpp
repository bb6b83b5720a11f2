// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/inlineformula.h"

#include "conversation/formulafonts.h"
#include "formulabook.h"

#include <QFontMetricsF>
#include <QGlyphRun>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace tabletalk {

namespace {

//! What is smaller than this share of its size cannot be read.
constexpr double kSmallest = 0.6;

QColor colourOf(const QString &name, const ConversationStyle &style, const QColor &ink)
{
    const QColor wish = name.isEmpty() ? QColor() : QColor(name);
    return wish.isValid() ? style.colours().readableOnPage(wish) : ink;
}

QPainterPath pathOf(const PlacedFormula::Outline &outline)
{
    using Kind = PlacedFormula::Step::Kind;
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    for (const PlacedFormula::Step &step : outline.steps) {
        switch (step.kind) {
        case Kind::Move:
            path.moveTo(step.points[0]);
            break;
        case Kind::Line:
            path.lineTo(step.points[0]);
            break;
        case Kind::Curve:
            path.cubicTo(step.points[0], step.points[1], step.points[2]);
            break;
        case Kind::Close:
            path.closeSubpath();
            break;
        }
    }
    return path;
}

void paintGlyphs(QPainter &painter, const ConversationStyle &style, const PlacedFormula::Glyphs &glyphs,
                 double em, QPointF at, const QColor &ink)
{
    painter.setPen(ink);
    QRawFont font = glyphs.face < 0 ? QRawFont() : style.formulaFonts().font(glyphs.face, glyphs.size * em);
    const QVector<quint32> indexes =
        font.isValid() ? font.glyphIndexesForString(glyphs.text) : QVector<quint32>();
    if (!indexes.isEmpty() && !indexes.contains(0)) {
        const QVector<QPointF> advances = font.advancesForGlyphIndexes(indexes);
        QVector<QPointF> positions;
        QPointF position;
        for (const QPointF &advance : advances) {
            positions.append(position);
            position += advance;
        }
        QGlyphRun run;
        run.setRawFont(font);
        run.setGlyphIndexes(indexes);
        run.setPositions(positions);
        painter.drawGlyphRun(at, run);
        return;
    }
    // Letters of other scripts come from the text's font, as large as there is room for.
    QFont other = style.font(TextRole::Body);
    const double size = glyphs.size * em * 0.9;
    other.setPixelSize(std::max(1, int(size)));
    const double width = QFontMetricsF(other).horizontalAdvance(glyphs.text);
    if (width > glyphs.width * em && glyphs.width > 0)
        other.setPixelSize(std::max(1, int(size * glyphs.width * em / width)));
    painter.setFont(other);
    painter.drawText(at, glyphs.text);
}

} // namespace

void InlineFormula::standIn(const ConversationStyle &style, TextRole role, QString &text,
                            QList<QTextLayout::FormatRange> &formats) const
{
    constexpr QChar kGlue(QChar::Nbsp);
    constexpr QChar kNothing(0x2060); // a word joiner: no width, and no line is broken there
    text[start] = kGlue;
    std::fill_n(text.begin() + start + 1, length - 1, kNothing);

    const auto isOfFormula = [this](const QTextLayout::FormatRange &format) { return format.start == start; };
    formats.removeIf(isOfFormula);
    QTextCharFormat wide;
    QFont font = style.font(role);
    const double own = QFontMetricsF(font).horizontalAdvance(kGlue);
    font.setLetterSpacing(QFont::AbsoluteSpacing, width() - own);
    wide.setFont(font);
    formats.append({start, 1, wide});
    QTextCharFormat plain;
    plain.setFont(style.font(role));
    formats.append({start + 1, length - 1, plain});
}

std::vector<InlineFormula> inlineFormulas(const ConversationStyle &style, TextRole role, QStringView text,
                                          const QList<Span> &spans, int from, int width)
{
    std::vector<InlineFormula> found;
    FormulaBook *book = style.formulas();
    if (!book)
        return found;
    const auto first = std::partition_point(spans.begin(), spans.end(),
                                            [from](const Span &span) { return span.start < from; });
    for (auto span = first; span != spans.end() && span->start + span->length <= from + text.size(); ++span) {
        if (!(span->styles & SpanStyle::Formula))
            continue;
        const QStringView source = text.sliced(span->start - from, span->length);
        const std::shared_ptr<const PlacedFormula> placed =
            book->placed(source, span->styles.testFlag(SpanStyle::Display));
        if (!placed)
            continue;
        const double em = style.formulaEm(role);
        const double fit = std::min(1.0, width / std::max(1.0, placed->width * em));
        if (fit >= kSmallest)
            found.push_back({span->start - from, span->length, em * fit, placed});
    }
    return found;
}

void paintFormula(QPainter &painter, const ConversationStyle &style, const PlacedFormula &formula, double em,
                  QPointF baseline, const QColor &ink)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const PlacedFormula::Rule &rule : formula.rules) {
        QRectF rect(baseline + rule.rect.topLeft() * em, rule.rect.size() * em);
        if (rect.height() < 1) // thinner than a pixel is grey
            rect.setHeight(1);
        if (rect.width() < 1)
            rect.setWidth(1);
        painter.fillRect(rect, colourOf(rule.colour, style, ink));
    }
    for (const PlacedFormula::Outline &outline : formula.outlines) {
        painter.save();
        painter.translate(baseline);
        painter.scale(em, em);
        painter.setClipRect(outline.box, Qt::IntersectClip);
        painter.translate(outline.box.topLeft());
        painter.fillPath(pathOf(outline), colourOf(outline.colour, style, ink));
        painter.restore();
    }
    for (const PlacedFormula::Glyphs &glyphs : formula.glyphs)
        paintGlyphs(painter, style, glyphs, em, baseline + glyphs.at * em,
                    colourOf(glyphs.colour, style, ink));
    painter.restore();
}

} // namespace tabletalk
