// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tokenestimate.h"

#include <algorithm>
#include <cmath>

namespace tabletalk {

namespace {

enum class Script { Latin, Accented, Extended, Cyrillic, Greek, Han, Kana, Hangul, Other };

//! Which sort of letter; of a run of letters, the sort that decides what it costs.
Script scriptOf(QChar c)
{
    switch (c.script()) {
    case QChar::Script_Latin:
        return c.unicode() < 0x80 ? Script::Latin : c.unicode() < 0x100 ? Script::Accented : Script::Extended;
    case QChar::Script_Inherited:
        return Script::Accented;
    case QChar::Script_Cyrillic:
        return Script::Cyrillic;
    case QChar::Script_Greek:
        return Script::Greek;
    case QChar::Script_Han:
        return Script::Han;
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
        return Script::Kana;
    case QChar::Script_Hangul:
        return Script::Hangul;
    default:
        return Script::Other;
    }
}

bool isLetter(QChar c)
{
    return c.isLetter() || c.isMark();
}

//! A sign of writing: neither letter nor digit nor space.
bool isSign(QChar c)
{
    return !isLetter(c) && !c.isNumber() && !c.isSpace();
}

//! Counts one text from its beginning to its end.
class Counter {
public:
    double count(QStringView text)
    {
        for (qsizetype at = 0; at < text.size();) {
            const QChar c = text[at];
            const qsizetype begin = at;
            if (c.isSpace()) {
                at = end(text, at, [](QChar next) { return next.isSpace(); });
                takeSpace(text.sliced(begin, at - begin), begin > 0 ? text[begin - 1] : QChar(),
                          at < text.size() ? text[at] : QChar());
            } else if (c.isNumber()) {
                at = end(text, at, [](QChar next) { return next.isNumber(); });
                m_tokens += std::ceil(double(at - begin) / 3);
            } else if (isLetter(c)) {
                at = takeWord(text, at);
            } else {
                at = end(text, at, isSign);
                const bool joins = at - begin == 1 && begin > 0 && !text[begin - 1].isSpace()
                                   && at < text.size() && isLetter(text[at]);
                if (joins)
                    m_tokens += kJoinedSign;
                else
                    takeSigns(text.sliced(begin, at - begin));
            }
        }
        // A language with accents has longer and rarer words than English, also where they bear none.
        const double accented = m_words > 0 ? double(m_accented) / double(m_words) : 0;
        return m_tokens + m_plainWords * std::min(kMostForeign, accented * kForeign);
    }

private:
    static constexpr double kJoinedSign =
        0.5; //!< a single one within a word: half of them have a token with it
    static constexpr double kForeign = 2;
    static constexpr double kMostForeign = 0.25;

    template <class Belongs>
    static qsizetype end(QStringView text, qsizetype at, Belongs belongs)
    {
        return std::find_if_not(text.begin() + at, text.end(), belongs) - text.begin();
    }

    void takeSpace(QStringView space, QChar before, QChar after)
    {
        const qsizetype breaks = space.count(u'\n');
        const bool joinsNext = space.back() == u' ' && !after.isNull() && !after.isNumber();
        if (breaks > 0) {
            m_tokens += isSign(before) ? 0.15 : 1;
            if (space.size() - space.lastIndexOf(u'\n') - 1 > (joinsNext ? 1 : 0))
                m_tokens += 1;
        } else if (space.size() > 1 || !joinsNext) {
            m_tokens += 1;
        }
    }

    void takeSigns(QStringView signs)
    {
        const QChar first = signs.front();
        const bool isRepeated =
            std::all_of(signs.begin(), signs.end(), [first](QChar c) { return c == first; });
        double beyondAscii = 0;
        for (const QChar c : signs)
            beyondAscii += c.unicode() >= 128 ? 1 : 0;
        const double plain = double(signs.size()) - beyondAscii;
        if (plain > 0)
            m_tokens += isRepeated ? 1 + (plain - 1) / 16 : 1 + (plain - 1) * 0.2;
        m_tokens += beyondAscii;
    }

    static bool isLatin(Script script) { return script <= Script::Extended; }

    //! Up to the end of the run, or where a capital begins a new word in it.
    qsizetype takeWord(QStringView text, qsizetype begin)
    {
        qsizetype at = begin + 1;
        Script script = scriptOf(text[begin]);
        bool isUpper = text[begin].isUpper();
        for (; at < text.size() && isLetter(text[at]); ++at) {
            const Script next = scriptOf(text[at]);
            if (text[at].isUpper() && !text[at - 1].isUpper())
                break;
            if (at > begin + 1 && !text[at].isUpper())
                isUpper = false;
            if (next == script)
                continue;
            if (!isLatin(script) || !isLatin(next))
                break;
            script = std::max(script, next);
        }
        takeLetters(script, double(at - begin), isUpper && at - begin > 1);
        return at;
    }

    void takeLetters(Script script, double length, bool isUpper)
    {
        switch (script) {
        case Script::Latin:
            ++m_words;
            ++m_plainWords;
            m_tokens += isUpper ? std::max(1.0, length / 2.6) : 1 + std::max(0.0, length - 7) * 0.17;
            break;
        case Script::Accented:
            ++m_words;
            ++m_accented;
            m_tokens += std::max(1.0, length / 4.0);
            break;
        case Script::Extended:
            ++m_words;
            ++m_accented;
            m_tokens += std::max(1.0, length / 3.0);
            break;
        case Script::Cyrillic:
            m_tokens += std::max(1.0, length / 3.45);
            break;
        case Script::Greek:
            m_tokens += std::max(1.0, length / 2.8);
            break;
        case Script::Han:
            m_tokens += std::max(1.0, length * 0.75);
            break;
        case Script::Kana:
            m_tokens += std::max(1.0, length * 0.65);
            break;
        case Script::Hangul:
            m_tokens += std::max(1.0, length * 0.65);
            break;
        case Script::Other:
            m_tokens += std::max(1.0, length * 0.4);
            break;
        }
    }

    double m_tokens = 0;
    qint64 m_words = 0;
    qint64 m_plainWords = 0;
    qint64 m_accented = 0;
};

} // namespace

qint64 estimatedTokens(QStringView text)
{
    constexpr qsizetype kCountedWhole = 256 * 1024; // characters
    constexpr qsizetype kSample = 4 * 1024;
    constexpr qsizetype kSamples = kCountedWhole / kSample;
    if (text.size() <= kCountedWhole)
        return qint64(std::ceil(Counter().count(text)));
    double tokens = 0;
    for (qsizetype i = 0; i < kSamples; ++i)
        tokens += Counter().count(text.sliced((text.size() - kSample) / (kSamples - 1) * i, kSample));
    return qint64(std::ceil(tokens * double(text.size()) / double(kCountedWhole)));
}

namespace {

constexpr qint64 kPerMessage = 4; //!< who says it, and where it ends

//! The texts of a turn that go along.
template <class Use>
void forEachText(const Turn &turn, Use use)
{
    for (const Step &step : turn.steps) {
        if (const auto *text = std::get_if<TextStep>(&step.content)) {
            use(QStringView(text->text));
        } else if (const auto *call = std::get_if<ToolCallStep>(&step.content)) {
            use(QStringView(call->name));
            use(QStringView(call->arguments));
        } else if (const auto *result = std::get_if<ToolResultStep>(&step.content)) {
            use(QStringView(result->content));
        }
    }
}

} // namespace

qint64 estimatedTokens(const Turn &turn)
{
    qint64 tokens = kPerMessage;
    forEachText(turn, [&tokens](QStringView text) { tokens += estimatedTokens(text); });
    for (const Attachment &attachment : attachmentsOf({turn}))
        tokens += estimatedTokens(attachment);
    return tokens;
}

qint64 roughTokens(const Turn &turn)
{
    constexpr qint64 kCharactersPerToken = 4;
    qint64 tokens = kPerMessage;
    forEachText(turn, [&tokens](QStringView text) { tokens += text.size() / kCharactersPerToken; });
    for (const Attachment &attachment : attachmentsOf({turn}))
        tokens += attachment.text.isEmpty() ? estimatedTokens(attachment)
                                            : attachment.text.size() / kCharactersPerToken;
    return tokens;
}

} // namespace tabletalk
