// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "modelcatalog.h"

#include "whenfinished.h"

#include <algorithm>

namespace tabletalk {

namespace {

constexpr int kRecentsKept = 6;
constexpr qint64 kStaleAfterSecs = qint64{10} * 60;

bool isChatModel(const ModelInfo &model)
{
    return model.isForChat();
}

} // namespace

ModelCatalog::ModelCatalog(RouterInfo &router, ApiKeys &keys, CurrentEndpoint &endpoint, Settings &settings,
                           const QString &cacheFile, QObject *parent)
    : QObject(parent)
    , m_router(router)
    , m_keys(keys)
    , m_endpoint(endpoint)
    , m_settings(settings)
    , m_cacheFile(cacheFile)
{
    connect(&m_endpoint, &CurrentEndpoint::changed, this, [this] {
        forgetList();
        refresh();
    });
}

ModelInfo ModelCatalog::info(const QString &id) const
{
    const auto found = std::ranges::find(m_models, id, &ModelInfo::id);
    return found != m_models.end() ? *found : ModelInfo{.id = id, .name = id};
}

bool ModelCatalog::contains(const QString &id) const
{
    return std::ranges::find(m_models, id, &ModelInfo::id) != m_models.end();
}

void ModelCatalog::refresh()
{
    if (!m_cacheRead)
        loadCache();
    m_loading = true;
    emit statusChanged();
    ask(Secret(), ++m_generation);
}

void ModelCatalog::refreshIfStale()
{
    const qint64 age = m_fetched.secsTo(QDateTime::currentDateTimeUtc());
    const bool isFresh = !m_error && m_fetched.isValid() && age >= 0 && age < kStaleAfterSecs;
    if (!m_loading && !isFresh)
        refresh();
}

QStringList ModelCatalog::favourites() const
{
    return m_settings.value(settings::favouriteModels);
}

void ModelCatalog::setFavourite(const QString &id, bool favourite)
{
    QStringList ids = favourites();
    if (ids.contains(id) == favourite)
        return;
    if (favourite)
        ids.append(id);
    else
        ids.removeAll(id);
    m_settings.set(settings::favouriteModels, ids);
    emit favouritesChanged();
}

QStringList ModelCatalog::recents() const
{
    return m_settings.value(settings::recentModels);
}

void ModelCatalog::noteUsed(const QString &id)
{
    QStringList ids = recents();
    if (id.isEmpty() || ids.value(0) == id)
        return;
    ids.removeAll(id);
    ids.prepend(id);
    m_settings.set(settings::recentModels, ids.mid(0, kRecentsKept));
    emit recentsChanged();
}

QString ModelCatalog::defaultModel() const
{
    const QStringList used = recents();
    return used.isEmpty() ? favourites().value(0) : used.first();
}

QString ModelCatalog::cheapestModel() const
{
    const auto price = [](const ModelInfo &model) {
        return model.pricePerToken.value(QStringLiteral("input"))
               + model.pricePerToken.value(QStringLiteral("output"));
    };
    QString cheapest;
    std::optional<Money> lowest;
    for (const ModelInfo &model : m_models) {
        if (model.pricePerToken.contains(QStringLiteral("output")) && (!lowest || price(model) < *lowest)) {
            lowest = price(model);
            cheapest = model.id;
        }
    }
    return cheapest;
}

void ModelCatalog::loadCache()
{
    m_cacheRead = true;
    const auto cached = readModelCache(m_cacheFile, m_endpoint.endpoint());
    if (!cached)
        return;
    m_models = cached->models;
    m_fetched = cached->fetched;
    emit modelsChanged();
}

void ModelCatalog::ask(const Secret &key, int generation)
{
    const Endpoint endpoint = m_endpoint.endpoint();
    const auto takeAnswer = [this, endpoint, generation,
                             isFirst = key.isEmpty()](const Result<QList<ModelInfo>> &answer) {
        if (generation != m_generation)
            return;
        if (!answer && answer.error().kind == ErrorKind::Unauthorized && isFirst)
            askWithKey(endpoint, generation);
        else
            take(answer);
    };
    whenFinished(m_router.models(endpoint, key), this, takeAnswer);
}

void ModelCatalog::askWithKey(const Endpoint &endpoint, int generation)
{
    whenFinished(m_keys.keyFor(endpoint), this, [this, generation](const Result<KeyInUse> &key) {
        if (generation != m_generation)
            return;
        if (key)
            ask(key->key, generation);
        else
            take(key.error());
    });
}

void ModelCatalog::take(const Result<QList<ModelInfo>> &answer)
{
    m_loading = false;
    m_error.reset();
    if (answer) {
        QList<ModelInfo> models;
        std::ranges::copy_if(*answer, std::back_inserter(models), isChatModel);
        m_fetched = QDateTime::currentDateTimeUtc();
        if (models != m_models) {
            m_models = models;
            emit modelsChanged();
        }
        writeModelCache(m_cacheFile, m_endpoint.endpoint(), {.models = m_models, .fetched = m_fetched});
    } else {
        m_error = answer.error();
    }
    emit statusChanged();
}

void ModelCatalog::forgetList()
{
    m_models.clear();
    m_fetched = {};
    m_error.reset();
    m_cacheRead = false;
    emit modelsChanged();
}

} // namespace tabletalk
