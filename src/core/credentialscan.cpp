// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "credentialscan.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>

namespace tabletalk {

namespace {

using Kind = FoundCredential::Kind;

//! Repetitions have bounds, so that no text takes long.
QRegularExpression pattern(const char *text)
{
    return QRegularExpression(QLatin1String(text), QRegularExpression::DontCaptureOption);
}

//! As the services' own pages and the scanners of code hosts describe them.
const QRegularExpression &apiKeys()
{
    static const QRegularExpression keys =
        pattern("(?<![A-Za-z0-9_-])(?:"
                "sk-[A-Za-z0-9_-]{16,256}" // OpenAI, Anthropic, OpenRouter, the Router
                "|pk-(?:lf-)?[A-Za-z0-9-]{16,128}"
                "|gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{22,255}"
                "|glpat-[A-Za-z0-9_-]{20,64}"
                "|xox[abposr]-[A-Za-z0-9-]{10,250}"
                "|(?:AKIA|ASIA)[A-Z0-9]{16}"
                "|AIza[A-Za-z0-9_-]{35}"
                "|[sr]k_(?:live|test)_[A-Za-z0-9]{16,200}"
                "|hf_[A-Za-z0-9]{30,64}|npm_[A-Za-z0-9]{36}|pypi-[A-Za-z0-9_-]{50,300}"
                "|SG\\.[A-Za-z0-9_-]{16,32}\\.[A-Za-z0-9_-]{16,64}"
                ")(?![A-Za-z0-9])");
    return keys;
}

const QRegularExpression &privateKeys()
{
    static const QRegularExpression keys =
        pattern("-----BEGIN (?:[A-Z]{2,10} ){0,2}PRIVATE KEY-----[A-Za-z0-9+/=\\s:,-]{0,20000}?"
                "(?:-----END (?:[A-Z]{2,10} ){0,2}PRIVATE KEY-----|\\z)");
    return keys;
}

const QRegularExpression &tokens()
{
    static const QRegularExpression webTokens = pattern(
        "(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,4000}\\.eyJ[A-Za-z0-9_-]{10,8000}\\.[A-Za-z0-9_-]{10,2000}");
    return webTokens;
}

const QRegularExpression &assignments()
{
    static const QRegularExpression given(
        QStringLiteral("(?:passw(?:or)?d|passwort|secret|token|api[_-]?key|access[_-]?key|credential)"
                       "[\"']?\\s{0,8}[:=]\\s{0,8}[\"']?(?<value>[^\\s\"'<>(){}\\[\\]$,;]{12,256})"),
        QRegularExpression::CaseInsensitiveOption);
    return given;
}

//! In bits per character, of the characters' frequencies.
double entropy(QStringView text)
{
    QHash<QChar, int> counts;
    for (const QChar c : text)
        ++counts[c];
    double bits = 0;
    for (const int count : std::as_const(counts)) {
        const double share = double(count) / double(text.size());
        bits -= share * std::log2(share);
    }
    return bits;
}

//! Words and names repeat their letters, and hold no digits among them.
bool isRandom(QStringView value)
{
    constexpr double kLeastBits = 3.0;
    const bool hasDigit = std::ranges::any_of(value, [](QChar c) { return c.isDigit(); });
    const bool hasLetter = std::ranges::any_of(value, [](QChar c) { return c.isLetter(); });
    return hasDigit && hasLetter && entropy(value) >= kLeastBits;
}

void add(QList<FoundCredential> &found, Kind kind, qsizetype start, qsizetype length)
{
    const bool isTaken = std::ranges::any_of(found, [&](const FoundCredential &other) {
        return start < other.start + other.length && other.start < start + length;
    });
    if (!isTaken)
        found.append({kind, start, length});
}

void addOwn(QList<FoundCredential> &found, const QString &text, const std::function<bool(QStringView)> &isOwn)
{
    // What keys are made of; everything else ends a word.
    static const QRegularExpression words = pattern("[!-~]{8,512}");
    for (auto match = words.globalMatch(text); match.hasNext();) {
        const QRegularExpressionMatch word = match.next();
        QStringView view = word.capturedView();
        qsizetype start = word.capturedStart();
        // KEY="…", and at the end of a sentence
        const qsizetype assigned = std::max(view.lastIndexOf(u'='), view.lastIndexOf(u':')) + 1;
        for (const QStringView candidate : {view, view.sliced(assigned)}) {
            QStringView bare = candidate;
            while (!bare.isEmpty() && QStringView(u"\"'`(<[{").contains(bare.front()))
                bare = bare.sliced(1);
            while (!bare.isEmpty() && QStringView(u"\"'`)>]}.,;:!?").contains(bare.back()))
                bare.chop(1);
            if (!bare.isEmpty() && isOwn(bare)) {
                add(found, Kind::Own, start + (bare.data() - view.data()), bare.size());
                break;
            }
        }
    }
}

} // namespace

QList<FoundCredential> findCredentials(const QString &text, const std::function<bool(QStringView)> &isOwn)
{
    QList<FoundCredential> found;
    if (isOwn)
        addOwn(found, text, isOwn);
    const std::array shapes{std::pair(Kind::PrivateKey, &privateKeys()), std::pair(Kind::Token, &tokens()),
                            std::pair(Kind::ApiKey, &apiKeys())};
    for (const auto &[kind, shape] : shapes) {
        for (auto match = shape->globalMatch(text); match.hasNext();) {
            const QRegularExpressionMatch one = match.next();
            add(found, kind, one.capturedStart(), one.capturedLength());
        }
    }
    for (auto match = assignments().globalMatch(text); match.hasNext();) {
        const QRegularExpressionMatch one = match.next();
        const QString name = QStringLiteral("value");
        if (isRandom(one.capturedView(name)))
            add(found, Kind::Assigned, one.capturedStart(name), one.capturedLength(name));
    }
    std::ranges::sort(found, {}, &FoundCredential::start);
    return found;
}

QString maskCredentials(const QString &text, const QList<FoundCredential> &found)
{
    constexpr qsizetype kBeginning = 3; // "sk-", "ghp", "AKI"
    QString masked;
    qsizetype done = 0;
    for (const FoundCredential &one : found) {
        masked += QStringView(text).sliced(done, one.start - done);
        if (one.kind == Kind::ApiKey)
            masked += QStringView(text).sliced(one.start, kBeginning);
        masked += QStringLiteral("[hidden]");
        done = one.start + one.length;
    }
    masked += QStringView(text).sliced(done);
    return masked;
}

} // namespace tabletalk
