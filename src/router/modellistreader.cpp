// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "modellistreader.h"

#include "jsonvalues.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace tabletalk {

namespace {

constexpr qsizetype kLongestId = 256;
constexpr qsizetype kLongestDescription = 2000;

//! OpenRouter's words for what the Router calls input and output.
QString priceKind(const QString &kind)
{
    if (kind == u"prompt")
        return QStringLiteral("input");
    if (kind == u"completion")
        return QStringLiteral("output");
    return kind;
}

QMap<QString, Money> readPrices(const QJsonObject &prices)
{
    QMap<QString, Money> read;
    for (auto it = prices.begin(); it != prices.end(); ++it) {
        if (const auto price = amount(*it))
            read.insert(priceKind(it.key()), *price);
    }
    return read;
}

//! The first of `names` that has a text.
QString firstText(const QJsonObject &entry, std::initializer_list<QLatin1String> names)
{
    for (const QLatin1String name : names) {
        const QString text = plainText(entry[name].toString());
        if (!text.isEmpty())
            return text;
    }
    return {};
}

QStringList readWords(const QJsonValue &words)
{
    constexpr qsizetype kMost = 64;
    QStringList read;
    for (const QJsonValue &word : words.toArray()) {
        const QString text = plainText(word.toString(), 60);
        if (!text.isEmpty() && read.size() < kMost)
            read.append(text);
    }
    return read;
}

ModelInfo readModel(const QJsonObject &entry)
{
    ModelInfo model;
    model.id = canonicalModelId(entry[QLatin1String("id")].toString());
    model.name =
        firstText(entry, {QLatin1String("marketing_name"), QLatin1String("name"), QLatin1String("id")});
    if (entry[QLatin1String("id")].toString() == model.name)
        model.name = model.id;
    model.provider = firstText(entry, {QLatin1String("provider"), QLatin1String("owned_by")});
    model.description = plainText(entry[QLatin1String("description")].toString(), kLongestDescription);
    model.pricePerToken = readPrices(entry[QLatin1String("pricing")].toObject());
    model.pricePerToken.insert(readPrices(entry[QLatin1String("prices")].toObject()));
    model.contextLength = wholeNumber(entry[QLatin1String("context_length")]);
    model.longestAnswer =
        wholeNumber(entry[QLatin1String("top_provider")][QLatin1String("max_completion_tokens")]);
    const QJsonValue architecture = entry[QLatin1String("architecture")];
    model.inputs = readWords(architecture[QLatin1String("input_modalities")]);
    model.outputs = readWords(architecture[QLatin1String("output_modalities")]);
    model.parameters = readWords(entry[QLatin1String("supported_parameters")]);
    model.createdSecs = wholeNumber(entry[QLatin1String("created")]).value_or(0);
    return model;
}

} // namespace

std::optional<QList<ModelInfo>> readModelList(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    const QJsonValue data =
        document.isArray() ? QJsonValue(document.array()) : document[QLatin1String("data")];
    if (!data.isArray())
        return std::nullopt;
    const QJsonArray entries = data.toArray();
    QList<ModelInfo> models;
    QSet<QString> seen;
    for (const QJsonValue &entry : entries) {
        const ModelInfo model = readModel(entry.toObject());
        if (model.id.isEmpty() || model.id.size() > kLongestId || seen.contains(model.id))
            continue;
        seen.insert(model.id);
        models.append(model);
    }
    if (models.isEmpty() && !entries.isEmpty())
        return std::nullopt;
    return models;
}

} // namespace tabletalk
