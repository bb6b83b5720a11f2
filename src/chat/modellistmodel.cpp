// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "modellistmodel.h"

#include "modelsearch.h"

#include <algorithm>
#include <tuple>

namespace tabletalk {

namespace {

constexpr qint64 kPriceUnit = 1'000'000;

std::optional<QString> pricePerMillion(const ModelInfo &model, const QString &kind)
{
    const auto price = model.pricePerToken.constFind(kind);
    if (price == model.pricePerToken.constEnd())
        return std::nullopt;
    const auto amount = price->times(kPriceUnit);
    if (!amount)
        return std::nullopt;
    return amount->toDisplay();
}

//! A model's id has no spaces, and some letter or figure.
bool canBeId(const QString &typed)
{
    return std::ranges::any_of(typed, [](QChar c) { return c.isLetterOrNumber(); })
           && std::ranges::all_of(typed, [](QChar c) { return c.isPrint() && !c.isSpace(); });
}

} // namespace

QString priceLine(const ModelInfo &model)
{
    const auto input = pricePerMillion(model, QStringLiteral("input"));
    const auto output = pricePerMillion(model, QStringLiteral("output"));
    if (input && output)
        return ModelListModel::tr("%1 / %2 per million tokens in / out").arg(*input, *output);
    if (input)
        return ModelListModel::tr("%1 per million tokens in").arg(*input);
    if (output)
        return ModelListModel::tr("%1 per million tokens out").arg(*output);
    return {};
}

QString contextLine(const ModelInfo &model)
{
    constexpr qint64 kThousand = 1000;
    if (!model.contextLength || *model.contextLength <= 0)
        return {};
    if (*model.contextLength < kThousand)
        return ModelListModel::tr("%1 tokens").arg(*model.contextLength);
    if (*model.contextLength < kThousand * kThousand)
        return ModelListModel::tr("%1k tokens").arg(*model.contextLength / kThousand);
    return ModelListModel::tr("%1M tokens")
        .arg(double(*model.contextLength) / (kThousand * kThousand), 0, 'g', 3);
}

QString providerName(const ModelInfo &model)
{
    if (!model.provider.isEmpty())
        return model.provider;
    return model.id.contains(u'/') ? model.id.section(u'/', 0, 0) : QString();
}

ModelListModel::ModelListModel(ModelCatalog &catalog, QObject *parent)
    : QAbstractListModel(parent)
    , m_catalog(catalog)
{
    connect(&m_catalog, &ModelCatalog::modelsChanged, this, &ModelListModel::rebuild);
    connect(&m_catalog, &ModelCatalog::favouritesChanged, this, [this] {
        if (!m_rows.isEmpty())
            emit dataChanged(index(0), index(rowCount() - 1), {FavouriteRole, Qt::AccessibleTextRole});
    });
    rebuild();
}

int ModelListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant ModelListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows[index.row()];
    const bool isSection = !row.title.isEmpty();
    switch (role) {
    case Qt::DisplayRole:
        return isSection ? row.title : nameOf(row);
    case Qt::AccessibleTextRole:
        return isSection ? row.title : accessibleText(row);
    case Qt::ToolTipRole:
        return row.model.id;
    case IdRole:
        return row.model.id;
    case ProviderRole:
        return providerName(row.model);
    case PriceRole:
        return priceLine(row.model);
    case ContextRole:
        return contextLine(row.model);
    case FavouriteRole:
        return !isSection && isFavourite(row);
    case CurrentRole:
        return !isSection && row.model.id == m_current;
    case SectionRole:
        return isSection;
    default:
        return {};
    }
}

Qt::ItemFlags ModelListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid() || !m_rows[index.row()].title.isEmpty())
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

void ModelListModel::setFilter(const QString &typed)
{
    m_typed = typed.trimmed();
    rebuild();
}

void ModelListModel::setCurrent(const QString &id)
{
    if (m_current == id)
        return;
    m_current = id;
    rebuild();
}

int ModelListModel::rowOf(const QString &id) const
{
    const auto found = std::ranges::find_if(
        m_rows, [&](const Row &row) { return row.title.isEmpty() && row.model.id == id; });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

int ModelListModel::firstChoice() const
{
    const auto found = std::ranges::find_if(m_rows, [](const Row &row) { return row.title.isEmpty(); });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

void ModelListModel::rebuild()
{
    beginResetModel();
    m_rows = m_typed.isEmpty() ? sections() : matches();
    endResetModel();
}

QList<ModelListModel::Row> ModelListModel::sections() const
{
    QList<Row> rows;
    const auto addSection = [&rows](const QString &title, const QList<ModelInfo> &models) {
        if (models.isEmpty())
            return;
        rows.append({.title = title});
        for (const ModelInfo &model : models)
            rows.append({.model = model});
    };

    const QStringList favourites = m_catalog.favourites();
    QStringList recents = m_catalog.recents();
    recents.removeIf([&](const QString &id) { return favourites.contains(id); });
    if (!m_current.isEmpty() && !m_catalog.contains(m_current) && !favourites.contains(m_current)
        && !recents.contains(m_current))
        recents.prepend(m_current);
    addSection(tr("Favourites"), listed(favourites));
    addSection(tr("Recent"), listed(recents));

    QList<ModelInfo> all = m_catalog.models();
    const auto place = [](const ModelInfo &model) {
        return std::tuple(providerName(model).toCaseFolded(), model.name.toCaseFolded(), model.id);
    };
    std::ranges::sort(all, {}, place);
    for (auto first = all.cbegin(); first != all.cend();) {
        const QString provider = providerName(*first);
        const auto last = std::find_if(first, all.cend(), [&](const ModelInfo &model) {
            return providerName(model).compare(provider, Qt::CaseInsensitive) != 0;
        });
        addSection(provider.isEmpty() ? tr("Others") : provider, QList<ModelInfo>(first, last));
        first = last;
    }
    return rows;
}

QList<ModelListModel::Row> ModelListModel::matches() const
{
    struct Match {
        int score = 0;
        int familiarity = 0; //!< favourites, then recent ones, before the rest
        ModelInfo model;
    };
    const ModelSearch search(m_typed);
    const QStringList favourites = m_catalog.favourites();
    const QStringList recents = m_catalog.recents();

    QList<ModelInfo> candidates = m_catalog.models();
    QStringList unlisted = favourites + recents + QStringList{m_current};
    unlisted.removeDuplicates();
    unlisted.removeIf([this](const QString &id) { return id.isEmpty() || m_catalog.contains(id); });
    candidates += listed(unlisted);

    QList<Match> found;
    for (const ModelInfo &model : candidates) {
        if (const int score = search.score(model)) {
            const int familiarity = favourites.contains(model.id) ? 2 : recents.contains(model.id) ? 1 : 0;
            found.append({score, familiarity, model});
        }
    }
    std::ranges::sort(found, {}, [](const Match &match) {
        return std::tuple(-match.score, -match.familiarity, match.model.name.toCaseFolded(), match.model.id);
    });

    QList<Row> rows;
    for (const Match &match : found)
        rows.append({.model = match.model});
    if (rows.isEmpty() && canBeId(m_typed)) {
        const QString id = canonicalModelId(m_typed);
        rows.append({.model = {.id = id, .name = id}, .isTyped = true});
    }
    return rows;
}

QList<ModelInfo> ModelListModel::listed(const QStringList &ids) const
{
    QList<ModelInfo> models;
    for (const QString &id : ids)
        models.append(m_catalog.info(id));
    return models;
}

QString ModelListModel::nameOf(const Row &row) const
{
    return row.isTyped ? tr("Use “%1”").arg(row.model.id) : row.model.name;
}

QString ModelListModel::accessibleText(const Row &row) const
{
    QStringList parts{nameOf(row), providerName(row.model), priceLine(row.model), contextLine(row.model)};
    if (isFavourite(row))
        parts.append(tr("favourite"));
    if (row.model.id == m_current)
        parts.append(tr("in use"));
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

bool ModelListModel::isFavourite(const Row &row) const
{
    return m_catalog.favourites().contains(row.model.id);
}

} // namespace tabletalk
