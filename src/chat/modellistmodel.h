// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "modelcatalog.h"

#include <QAbstractListModel>

namespace tabletalk {

//! The catalogue as a list to choose from. Unfiltered: sections Favourites, Recent, then all by provider.
//! Filtered: the models that match, best first, without sections; if none matches and what was typed can
//! be a model's id, one row that offers exactly that. Section titles are rows that cannot be selected.
//! A model that is in use, a favourite or recent but not in the endpoint's list stays choosable.
//! Marking a favourite leaves the rows where they are until the next setFilter(). Window thread.
class ModelListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        IdRole = Qt::UserRole + 1, //!< QString, canonical; empty for a section's title
        ProviderRole, //!< QString, for people
        PriceRole, //!< QString, "$2.50 / $10.00 per million tokens in / out", or empty
        ContextRole, //!< QString, "128k tokens", or empty
        FavouriteRole, //!< bool
        CurrentRole, //!< bool: the model in use
        SectionRole, //!< bool: this row is a section's title
    };

    //! `catalog` outlives the model.
    explicit ModelListModel(ModelCatalog &catalog, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    //! DisplayRole is the model's name; AccessibleTextRole says the whole row.
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    void setFilter(const QString &typed);
    void setCurrent(const QString &id);
    //! The first row with the id, or -1.
    int rowOf(const QString &id) const;
    //! The first row that can be chosen, or -1.
    int firstChoice() const;

private:
    struct Row {
        QString title; //!< of a section; empty for a model
        ModelInfo model;
        bool isTyped = false; //!< not a known model: what was typed
    };

    void rebuild();
    QList<Row> sections() const;
    QList<Row> matches() const;
    QList<ModelInfo> listed(const QStringList &ids) const;
    QString nameOf(const Row &row) const;
    QString accessibleText(const Row &row) const;
    bool isFavourite(const Row &row) const;

    ModelCatalog &m_catalog;
    QString m_typed;
    QString m_current;
    QList<Row> m_rows;
};

//! "$2.50 / $10.00 per million tokens in / out"; empty when the list names no such prices.
QString priceLine(const ModelInfo &model);
//! "128k tokens"; empty when unknown.
QString contextLine(const ModelInfo &model);
//! The provider's name, or what stands before the slash of the id.
QString providerName(const ModelInfo &model);

} // namespace tabletalk
