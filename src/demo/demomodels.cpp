// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demomodels.h"

#include "modelinfo.h"

#include <QJsonArray>

#include <algorithm>

namespace tabletalk {

const QList<DemoModel> &demoModels()
{
    static const QList<DemoModel> models{
        {QStringLiteral("demo/quick"), QStringLiteral("Demo Quick"),
         QStringLiteral("An invented small model: short answers, low invented prices."),
         QStringLiteral("0.00000015"), QStringLiteral("0.0000006")},
        {QStringLiteral("demo/thorough"), QStringLiteral("Demo Thorough"),
         QStringLiteral("An invented large model: long answers with tables and code."),
         QStringLiteral("0.0000025"), QStringLiteral("0.00001")},
        {QStringLiteral("demo/reasoning"), QStringLiteral("Demo Reasoning"),
         QStringLiteral("An invented model that thinks aloud before it answers."), QStringLiteral("0.000003"),
         QStringLiteral("0.000015"), true},
        {QStringLiteral("demo/free"), QStringLiteral("Demo Free"),
         QStringLiteral("An invented model that costs nothing and takes little: 2,000 tokens."),
         QStringLiteral("0"), QStringLiteral("0"), false, 2000},
        {QStringLiteral("demo/embed"), QStringLiteral("Demo Embed"),
         QStringLiteral("An invented embedding model: in the list, but not for chatting."),
         QStringLiteral("0.00000002"), QStringLiteral("0")},
    };
    return models;
}

const DemoModel *findDemoModel(const QString &id)
{
    const QList<DemoModel> &models = demoModels();
    const auto found = std::ranges::find(models, canonicalModelId(id), &DemoModel::id);
    return found == models.end() ? nullptr : &*found;
}

QJsonObject demoModelList()
{
    constexpr int kCreated = 1767225600; // 2026-01-01
    QJsonArray data;
    for (const DemoModel &model : demoModels()) {
        QJsonObject entry{
            {QStringLiteral("id"), QString(QStringLiteral("interactive/") + model.id)},
            {QStringLiteral("object"), QStringLiteral("model")},
            {QStringLiteral("created"), kCreated},
            {QStringLiteral("provider"), QStringLiteral("Demo")},
            {QStringLiteral("marketing_name"), model.name},
            {QStringLiteral("description"), model.description},
            {QStringLiteral("prices"), QJsonObject{{QStringLiteral("input"), model.inputPrice},
                                                   {QStringLiteral("output"), model.outputPrice}}},
        };
        if (model.contextLength > 0)
            entry.insert(QStringLiteral("context_length"), model.contextLength);
        data.append(entry);
    }
    return {{QStringLiteral("object"), QStringLiteral("list")}, {QStringLiteral("data"), data}};
}

Money demoCost(const DemoModel &model, qint64 promptTokens, qint64 completionTokens)
{
    const auto price = [](const QString &perToken, qint64 count) {
        const std::optional<Money> one = Money::fromDecimal(perToken);
        return one ? one->times(count).value_or(Money{}) : Money{};
    };
    return price(model.inputPrice, promptTokens) + price(model.outputPrice, completionTokens);
}

} // namespace tabletalk
