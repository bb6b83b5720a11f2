// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "placedformula.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace tabletalk {

namespace {

constexpr double kLargest = 1000; // ems
constexpr qsizetype kMostItems = 10'000;
constexpr qsizetype kMostSteps = 2'000; // of one outline
constexpr qsizetype kLongestText = 64; // glyphs come one by one, or nearly so

//! Reads the members of an array one after the other, and notes whether all were what they should be.
class ArrayReader {
public:
    explicit ArrayReader(const QJsonArray &array)
        : m_array(array)
    {
    }

    double number(double largest = kLargest)
    {
        const QJsonValue value = m_array.at(m_at++);
        m_ok = m_ok && value.isDouble() && std::abs(value.toDouble()) <= largest;
        return value.toDouble();
    }
    QPointF point(double largest = kLargest)
    {
        const double x = number(largest);
        return {x, number(largest)};
    }
    QRectF rect()
    {
        const QPointF at = point();
        const double width = number();
        return {at.x(), at.y(), width, number()};
    }
    QString text()
    {
        const QJsonValue value = m_array.at(m_at++);
        m_ok = m_ok && value.isString() && value.toString().size() <= kLongestText;
        return value.toString();
    }
    QJsonArray array()
    {
        const QJsonValue value = m_array.at(m_at++);
        m_ok = m_ok && value.isArray();
        return value.toArray();
    }
    bool ok() const { return m_ok && m_at <= m_array.size(); }

private:
    const QJsonArray m_array;
    qsizetype m_at = 0;
    bool m_ok = true;
};

//! -1 for none, -2 for one we do not know.
int faceOf(const QString &name)
{
    if (name.isEmpty())
        return -1;
    const auto found = std::find_if(kFormulaFaces.begin(), kFormulaFaces.end(),
                                    [&name](const char *face) { return name == QLatin1String(face); });
    return found == kFormulaFaces.end() ? -2 : int(found - kFormulaFaces.begin());
}

bool readSteps(const QJsonArray &array, std::vector<PlacedFormula::Step> &steps)
{
    using Kind = PlacedFormula::Step::Kind;
    // Outlines run far beyond the box that shows a part of them.
    constexpr double kFarthest = 100 * kLargest;
    if (array.size() > kMostSteps)
        return false;
    for (const QJsonValue &value : array) {
        ArrayReader reader(value.toArray());
        const int kind = int(reader.number());
        if (kind < int(Kind::Move) || kind > int(Kind::Close) || (steps.empty() && kind != int(Kind::Move)))
            return false;
        PlacedFormula::Step step{Kind(kind), {}};
        const size_t count = step.kind == Kind::Curve ? 3 : step.kind == Kind::Close ? 0 : 1;
        for (size_t i = 0; i < count; ++i)
            step.points[i] = reader.point(kFarthest);
        if (!reader.ok())
            return false;
        steps.push_back(step);
    }
    return true;
}

bool readItem(const QJsonArray &array, PlacedFormula &formula)
{
    enum Kind { Glyphs = 0, Rule = 1, Outline = 2 };
    ArrayReader reader(array);
    switch (int(reader.number())) {
    case Glyphs: {
        PlacedFormula::Glyphs glyphs;
        glyphs.at = reader.point();
        glyphs.size = reader.number();
        glyphs.face = faceOf(reader.text());
        glyphs.text = reader.text();
        glyphs.colour = reader.text();
        glyphs.width = reader.number();
        formula.glyphs.push_back(glyphs);
        return reader.ok() && glyphs.face >= -1 && glyphs.size > 0;
    }
    case Rule: {
        PlacedFormula::Rule rule;
        rule.rect = reader.rect();
        rule.colour = reader.text();
        formula.rules.push_back(rule);
        return reader.ok();
    }
    case Outline: {
        PlacedFormula::Outline outline;
        outline.box = reader.rect();
        const QJsonArray steps = reader.array();
        outline.colour = reader.text();
        if (!reader.ok() || !readSteps(steps, outline.steps))
            return false;
        formula.outlines.push_back(std::move(outline));
        return true;
    }
    default:
        return false;
    }
}

} // namespace

qsizetype PlacedFormula::bytes() const
{
    qsizetype sum =
        qsizetype(sizeof(*this) + glyphs.size() * (sizeof(Glyphs) + 40) + rules.size() * sizeof(Rule));
    for (const Outline &outline : outlines)
        sum += qsizetype(sizeof(Outline) + outline.steps.size() * sizeof(Step));
    return sum;
}

std::optional<PlacedFormula> readPlacedFormula(const QJsonObject &json)
{
    PlacedFormula formula;
    ArrayReader measures({json[u"w"], json[u"h"], json[u"d"]});
    formula.width = measures.number();
    formula.height = measures.number();
    formula.depth = measures.number();
    const QJsonArray items = json[u"items"].toArray();
    if (!measures.ok() || formula.width < 0 || formula.height + formula.depth < 0
        || items.size() > kMostItems)
        return std::nullopt;
    for (const QJsonValue &item : items) {
        if (!readItem(item.toArray(), formula))
            return std::nullopt;
    }
    return formula;
}

} // namespace tabletalk
