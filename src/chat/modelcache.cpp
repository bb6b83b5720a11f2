// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "modelcache.h"

#include "logging.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace tabletalk {

namespace {

constexpr qint64 kLargestFile = qint64{16} * 1024 * 1024;

const QString kEndpoint = QStringLiteral("endpoint");
const QString kFetched = QStringLiteral("fetched");
const QString kModels = QStringLiteral("models");
const QString kId = QStringLiteral("id");
const QString kName = QStringLiteral("name");
const QString kProvider = QStringLiteral("provider");
const QString kDescription = QStringLiteral("description");
const QString kPrices = QStringLiteral("pricesPerToken");
const QString kContext = QStringLiteral("contextLength");
const QString kLongestAnswer = QStringLiteral("longestAnswer");
const QString kInputs = QStringLiteral("inputs");
const QString kOutputs = QStringLiteral("outputs");
const QString kParameters = QStringLiteral("parameters");
const QString kCreated = QStringLiteral("created");

QJsonObject toJson(const ModelInfo &model)
{
    QJsonObject prices;
    for (auto price = model.pricePerToken.cbegin(); price != model.pricePerToken.cend(); ++price)
        prices.insert(price.key(), price.value().toDecimal());
    QJsonObject object{{kId, model.id},
                       {kName, model.name},
                       {kProvider, model.provider},
                       {kDescription, model.description},
                       {kPrices, prices},
                       {kInputs, QJsonArray::fromStringList(model.inputs)},
                       {kOutputs, QJsonArray::fromStringList(model.outputs)},
                       {kParameters, QJsonArray::fromStringList(model.parameters)},
                       {kCreated, model.createdSecs}};
    if (model.longestAnswer)
        object.insert(kLongestAnswer, *model.longestAnswer);
    if (model.contextLength)
        object.insert(kContext, *model.contextLength);
    return object;
}

ModelInfo fromJson(const QJsonObject &object)
{
    ModelInfo model{.id = object[kId].toString(),
                    .name = object[kName].toString(),
                    .provider = object[kProvider].toString(),
                    .description = object[kDescription].toString(),
                    .inputs = object[kInputs].toVariant().toStringList(),
                    .outputs = object[kOutputs].toVariant().toStringList(),
                    .parameters = object[kParameters].toVariant().toStringList(),
                    .createdSecs = object[kCreated].toInteger()};
    const QJsonObject prices = object[kPrices].toObject();
    for (auto price = prices.begin(); price != prices.end(); ++price) {
        if (const auto amount = Money::fromDecimal(price.value().toString()))
            model.pricePerToken.insert(price.key(), *amount);
    }
    if (object[kContext].isDouble())
        model.contextLength = object[kContext].toInteger();
    if (object[kLongestAnswer].isDouble())
        model.longestAnswer = object[kLongestAnswer].toInteger();
    return model;
}

} // namespace

std::optional<CachedModels> readModelCache(const QString &filePath, const Endpoint &endpoint)
{
    QFile file(filePath);
    if (!file.open(QIODevice::ReadOnly) || file.size() > kLargestFile)
        return std::nullopt;
    const QJsonObject root = QJsonDocument::fromJson(file.read(kLargestFile)).object();
    if (root[kEndpoint].toString() != endpoint.toString())
        return std::nullopt;

    CachedModels list{.fetched = QDateTime::fromString(root[kFetched].toString(), Qt::ISODate)};
    const QJsonArray models = root[kModels].toArray();
    for (const QJsonValue &value : models) {
        const ModelInfo model = fromJson(value.toObject());
        if (!model.id.isEmpty())
            list.models.append(model);
    }
    if (list.models.isEmpty())
        return std::nullopt;
    return list;
}

void writeModelCache(const QString &filePath, const Endpoint &endpoint, const CachedModels &list)
{
    QJsonArray models;
    for (const ModelInfo &model : list.models)
        models.append(toJson(model));
    const QJsonObject root{{kEndpoint, endpoint.toString()},
                           {kFetched, list.fetched.toUTC().toString(Qt::ISODate)},
                           {kModels, models}};
    QSaveFile file(filePath);
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(root).toJson(QJsonDocument::Compact)) < 0
        || !file.commit())
        qCInfo(lcChat) << "The list of models could not be cached:" << file.errorString();
}

} // namespace tabletalk
