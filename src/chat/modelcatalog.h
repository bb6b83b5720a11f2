// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "apikeys.h"
#include "currentendpoint.h"
#include "modelcache.h"
#include "routerinfo.h"

#include <QObject>

#include <optional>

namespace tabletalk {

//! The chat models of the current endpoint, from the cache file first and from the endpoint when told to
//! refresh; which are favourites, and which were used lately. Errors do not interrupt anybody: they are
//! kept for whoever looks. The key is sent only to an endpoint that asks for one. Window thread.
class ModelCatalog : public QObject {
    Q_OBJECT
public:
    //! The services outlive this object. Reads and asks nothing before the first refresh().
    ModelCatalog(RouterInfo &router, ApiKeys &keys, CurrentEndpoint &endpoint, Settings &settings,
                 const QString &cacheFile, QObject *parent = nullptr);

    //! Embedding and rerank models are left out.
    const QList<ModelInfo> &models() const { return m_models; }
    //! With the id alone when the list does not have it.
    ModelInfo info(const QString &id) const;
    bool contains(const QString &id) const;

    bool isLoading() const { return m_loading; }
    //! Why the last refresh failed; the list before it is kept.
    const std::optional<Error> &error() const { return m_error; }

    void refresh();
    //! Only if the list is older than ten minutes, failed, or is not there.
    void refreshIfStale();

    QStringList favourites() const;
    void setFavourite(const QString &id, bool favourite);
    //! Newest first, a handful.
    QStringList recents() const;
    //! Call when a model was chosen or a message was sent to it.
    void noteUsed(const QString &id);

    //! For a new conversation: the last used, else the first favourite, else empty: ask.
    QString defaultModel() const;
    //! By the listed prices of one token in and one out; empty if none are listed.
    QString cheapestModel() const;

signals:
    void modelsChanged();
    //! isLoading() or error()
    void statusChanged();
    void favouritesChanged();
    void recentsChanged();

private:
    void loadCache();
    void ask(const Secret &key, int generation);
    void askWithKey(const Endpoint &endpoint, int generation);
    void take(const Result<QList<ModelInfo>> &answer);
    void forgetList();

    RouterInfo &m_router;
    ApiKeys &m_keys;
    CurrentEndpoint &m_endpoint;
    Settings &m_settings;
    QString m_cacheFile;
    QList<ModelInfo> m_models;
    QDateTime m_fetched;
    std::optional<Error> m_error;
    bool m_cacheRead = false;
    bool m_loading = false;
    int m_generation = 0; //!< of refreshes: an older one's answer is dropped
};

} // namespace tabletalk
