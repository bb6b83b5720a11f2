// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "documentrole.h"

#include "pdftext.h"
#include "plaintext.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace tabletalk {

namespace {

//! More than any model reads at once.
constexpr qsizetype kMostCharacters = 5'000'000;

QString problemName(ExtractedText::Problem problem)
{
    switch (problem) {
    case ExtractedText::Problem::None:
        return {};
    case ExtractedText::Problem::Damaged:
        return QStringLiteral("damaged");
    case ExtractedText::Problem::Locked:
        return QStringLiteral("locked");
    case ExtractedText::Problem::TooLong:
        return QStringLiteral("tooLong");
    case ExtractedText::Problem::NotText:
        return QStringLiteral("notText");
    }
    Q_UNREACHABLE();
}

} // namespace

SandboxLimits DocumentRole::limits() const
{
    SandboxLimits limits;
    limits.cpu = std::chrono::seconds(60);
    return limits;
}

void DocumentRole::prepare()
{
    preparePdfText();
}

WorkerAnswer DocumentRole::answer(const QByteArray &message, const QByteArray &bulk)
{
    const QString mediaType = QJsonDocument::fromJson(message)[u"mediaType"].toString();
    const ExtractedText found = mediaType == QLatin1String("application/pdf")
                                    ? pdfText(bulk, kMostCharacters)
                                    : plainText(bulk, kMostCharacters);
    QJsonObject json;
    if (found.problem != ExtractedText::Problem::None) {
        json.insert(QStringLiteral("problem"), problemName(found.problem));
    } else {
        json.insert(QStringLiteral("pages"), found.pages);
        json.insert(QStringLiteral("encoding"), found.encoding);
    }
    return {QJsonDocument(json).toJson(QJsonDocument::Compact), found.text.toUtf8()};
}

} // namespace tabletalk
