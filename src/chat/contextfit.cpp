// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "contextfit.h"

#include "tokenestimate.h"

#include <QRegularExpression>

#include <algorithm>

namespace tabletalk {

namespace {

constexpr qint64 kShortAnswer = 256; //!< tokens, where the parameters set no longest one
constexpr int kFirstWords = 120; //!< characters

QString firstWordsOf(const Turn &turn)
{
    QString words = turn.text().left(4 * kFirstWords).simplified();
    if (const QList<Attachment> attached = attachmentsOf({turn}); words.isEmpty() && !attached.isEmpty())
        words = attached.first().name;
    return words.left(kFirstWords);
}

} // namespace

ContextFit::ContextFit(const QString &instructions, const QList<Turn> &path, const Parameters &parameters,
                       std::optional<qint64> context)
    : m_instructions(estimatedTokens(instructions))
    , m_answer(parameters.maxTokens.value_or(kShortAnswer))
    , m_context(context)
{
    qint64 sum = m_instructions;
    m_parts.resize(path.size());
    for (qsizetype i = path.size() - 1; i >= 0; --i) {
        const Turn &turn = path.at(i);
        const bool isBeyond = context && sum > *context;
        const qint64 tokens = isBeyond ? roughTokens(turn) : estimatedTokens(turn);
        sum += tokens;
        m_parts[i] = {turn.role, tokens, firstWordsOf(turn)};
    }
    for (qsizetype i = 1; i < path.size(); ++i) {
        if (path.at(i).role == TurnRole::User)
            m_omissions.append(int(i));
    }
}

qint64 ContextFit::tokens(int leftOut) const
{
    qint64 sum = m_instructions;
    for (qsizetype i = leftOut; i < m_parts.size(); ++i)
        sum += m_parts.at(i).tokens;
    return sum;
}

int ContextFit::omissionUpTo(int turns) const
{
    const auto beyond = std::upper_bound(m_omissions.begin(), m_omissions.end(), turns);
    return beyond == m_omissions.begin() ? 0 : *std::prev(beyond);
}

bool ContextFit::fitsSafely(int leftOut) const
{
    // One in twenty estimates is wrong by more.
    const qint64 sent = tokens(leftOut);
    return sent + sent / 7 + m_answer <= *m_context;
}

std::optional<int> ContextFit::smallestOmission() const
{
    if (!m_context)
        return std::nullopt;
    const auto first = std::partition_point(m_omissions.begin(), m_omissions.end(),
                                            [this](int leftOut) { return !fitsSafely(leftOut); });
    return first == m_omissions.end() ? std::nullopt : std::optional(*first);
}

int ContextFit::suggestedOmission() const
{
    if (m_omissions.isEmpty())
        return 0;
    if (m_context && !fits())
        return smallestOmission().value_or(m_omissions.last());
    const qint64 half = tokens() / 2;
    const auto first = std::partition_point(m_omissions.begin(), m_omissions.end(),
                                            [this, half](int leftOut) { return tokens(leftOut) > half; });
    return first == m_omissions.end() ? m_omissions.last() : *first;
}

std::optional<qint64> contextLengthIn(const QString &refusal)
{
    static const QRegularExpression kStated(
        QStringLiteral("context (?:length|window|limit|size)[^0-9]{0,40}([0-9][0-9,]{2,11}+)(?![0-9])"),
        QRegularExpression::CaseInsensitiveOption);
    const QString digits = kStated.match(refusal).captured(1).remove(u',');
    constexpr qint64 kSmallest = 256;
    const qint64 stated = digits.toLongLong();
    return stated >= kSmallest ? std::optional(stated) : std::nullopt;
}

} // namespace tabletalk
