// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "modelpopup.h"

#include "listkeys.h"
#include "modeldelegate.h"
#include "modellistmodel.h"
#include "popupplacement.h"
#include "ui_modelpopup.h"

#include <QKeyEvent>

namespace tabletalk {

namespace {

//! Room for a price line and about nine models.
QSize wantedSize(const QFontMetrics &metrics)
{
    return {metrics.averageCharWidth() * 70, metrics.lineSpacing() * 28};
}

} // namespace

ModelPopup::ModelPopup(ModelCatalog &catalog, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_catalog(catalog)
    , m_ui(std::make_unique<Ui::ModelPopup>())
    , m_models(new ModelListModel(catalog, this))
{
    m_ui->setupUi(this);
    m_ui->modelList->setModel(m_models);
    m_ui->modelList->setItemDelegate(new ModelDelegate(m_ui->modelList));
    m_ui->modelList->viewport()->installEventFilter(this);
    m_ui->searchLineEdit->installEventFilter(this);
    setFocusProxy(m_ui->searchLineEdit);

    connect(m_ui->searchLineEdit, &QLineEdit::textChanged, this, &ModelPopup::filter);
    connect(m_ui->modelList, &QListView::clicked, this, &ModelPopup::choose);
    connect(m_ui->modelList, &QListView::activated, this, &ModelPopup::choose);
    connect(m_ui->tryAgainButton, &QPushButton::clicked, this, [this] { m_catalog.refresh(); });
    connect(&m_catalog, &ModelCatalog::statusChanged, this, &ModelPopup::showState);
    connect(m_models, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        m_selectedId = m_ui->modelList->currentIndex().data(ModelListModel::IdRole).toString();
    });
    connect(m_models, &QAbstractItemModel::modelReset, this, [this] {
        const int row = m_models->rowOf(m_selectedId);
        selectRow(row < 0 ? m_models->firstChoice() : row);
        showState();
    });
}

ModelPopup::~ModelPopup() = default;

void ModelPopup::openAt(const QWidget *anchor, const QString &currentModel)
{
    m_ui->searchLineEdit->clear();
    m_models->setCurrent(currentModel);
    filter(QString()); // favourites may have changed since the rows were made
    setGeometry(popupGeometry(anchor, wantedSize(fontMetrics())));
    show();
    selectRow(std::max(m_models->rowOf(currentModel), m_models->firstChoice()));
    m_ui->searchLineEdit->setFocus(Qt::PopupFocusReason);
    m_catalog.refreshIfStale();
}

bool ModelPopup::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_ui->searchLineEdit && event->type() == QEvent::KeyPress)
        return handleSearchKey(static_cast<const QKeyEvent &>(*event));
    const bool isButton =
        event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonRelease;
    if (watched == m_ui->modelList->viewport() && isButton) {
        const QPoint position = static_cast<const QMouseEvent *>(event)->position().toPoint();
        const QModelIndex index = m_ui->modelList->indexAt(position);
        const QRect star = ModelDelegate::starRect(m_ui->modelList->visualRect(index));
        if (index.flags().testFlag(Qt::ItemIsEnabled) && star.contains(position)) {
            if (event->type() == QEvent::MouseButtonRelease)
                toggleFavourite(index);
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

//! The search field keeps the focus; what moves in the list goes on to the list.
bool ModelPopup::handleSearchKey(const QKeyEvent &key)
{
    if (moveInList(*m_ui->modelList, key))
        return true;
    const QModelIndex current = m_ui->modelList->currentIndex();
    switch (key.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(current);
        return true;
    case Qt::Key_D:
        if (key.modifiers() != Qt::ControlModifier)
            return false;
        toggleFavourite(current);
        return true;
    default:
        return false;
    }
}

void ModelPopup::filter(const QString &typed)
{
    m_models->setFilter(typed);
    selectRow(m_models->firstChoice());
}

void ModelPopup::selectRow(int row)
{
    const QModelIndex index = m_models->index(row);
    m_ui->modelList->setCurrentIndex(index);
    // As near to the top as it can be seen: the first choice has its section's title above it.
    m_ui->modelList->scrollToTop();
    m_ui->modelList->scrollTo(index);
}

void ModelPopup::choose(const QModelIndex &index)
{
    const QString id = index.data(ModelListModel::IdRole).toString();
    if (id.isEmpty())
        return;
    hide();
    emit modelChosen(id);
}

void ModelPopup::toggleFavourite(const QModelIndex &index)
{
    const QString id = index.data(ModelListModel::IdRole).toString();
    if (!id.isEmpty())
        m_catalog.setFavourite(id, !index.data(ModelListModel::FavouriteRole).toBool());
}

void ModelPopup::showState()
{
    const bool hasRows = m_models->rowCount() > 0;
    QString text;
    if (m_catalog.isLoading())
        text = hasRows ? QString() : tr("Loading the list of models…");
    else if (m_catalog.error())
        text = tr("The list could not be loaded: %1").arg(m_catalog.error()->userText);
    else if (!hasRows && !m_ui->searchLineEdit->text().isEmpty())
        text = tr("No model matches.");
    else if (!hasRows)
        text = tr("The list is empty. Type a model's id to use it.");
    m_ui->statusLabel->say(text);
    m_ui->tryAgainButton->setVisible(!m_catalog.isLoading() && m_catalog.error());
    m_ui->modelList->setVisible(hasRows);
    m_ui->hintLabel->setVisible(hasRows);
    m_ui->emptySpace->changeSize(0, 0, QSizePolicy::Minimum,
                                 hasRows ? QSizePolicy::Fixed : QSizePolicy::Expanding);
    layout()->invalidate();
}

} // namespace tabletalk
