// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table/tablegrid.h"

#include "savedfile.h"
#include "symbolicicon.h"
#include "table/jobbar.h"
#include "table/tablemodel.h"
#include "tableexport.h"
#include "whenfinished.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QMimeData>
#include <QSaveFile>
#include <QScrollBar>
#include <QTableView>
#include <QTimer>
#include <QToolButton>
#include <QtConcurrent>

#include <algorithm>
#include <climits>

namespace tabletalk {

namespace {

constexpr qint64 kMostCopiedCells = 2'000'000;

//! Runs a job that says how far it is, in percent, and hears when it is given up.
template <class Promise>
std::function<bool(int)> progressOf(Promise &promise)
{
    promise.setProgressRange(0, 100);
    return [&promise](int percent) {
        promise.setProgressValue(percent);
        return !promise.isCanceled();
    };
}

//! "sales.csv" of "sales.xlsx"
QString csvName(const QString &name)
{
    const QString base = QFileInfo(name).completeBaseName();
    return (base.isEmpty() ? QStringLiteral("table") : base) + QStringLiteral(".csv");
}

} // namespace

TableGrid::TableGrid(QWidget *parent)
    : QWidget(parent)
    , m_model(new TableModel(this))
    , m_view(new QTableView(this))
    , m_filterColumn(new QComboBox(this))
    , m_filter(new QLineEdit(this))
    , m_clear(new QToolButton(this))
    , m_count(new QLabel(this))
    , m_goTo(new QLineEdit(this))
    , m_jobs(new JobBar(this))
{
    m_view->setObjectName(QStringLiteral("grid"));
    m_view->setAccessibleName(tr("Rows"));
    m_view->setModel(m_model);
    m_view->setTabKeyNavigation(false);
    m_view->setWordWrap(false);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    QHeaderView *columns = m_view->horizontalHeader();
    columns->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    columns->setResizeContentsPrecision(200);
    columns->setSortIndicatorShown(false);
    columns->setSectionsClickable(true);
    columns->setHighlightSections(false);
    columns->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    // A click sorts; a column is selected by the menu.
    disconnect(columns, &QHeaderView::sectionPressed, m_view, nullptr);
    disconnect(columns, &QHeaderView::sectionEntered, m_view, nullptr);

    m_filterColumn->setObjectName(QStringLiteral("filterColumnComboBox"));
    m_filterColumn->setAccessibleName(tr("Where to look"));
    m_filterColumn->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_filterColumn->setMinimumContentsLength(14);
    m_filter->setObjectName(QStringLiteral("filterLineEdit"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setPlaceholderText(tr("Filter: text, = x, > 5, 10..20"));
    m_filter->setToolTip(
        tr("Rows that hold this text, in upper or lower case. In a column of numbers, dates or "
           "times also = 5, != 5, > 5, <= 5 and 10..20; = alone finds cells without a value."));
    m_filter->setClearButtonEnabled(true);
    m_clear->setObjectName(QStringLiteral("clearFiltersButton"));
    m_clear->setText(tr("All rows"));
    m_clear->setToolTip(tr("Take all filters away"));
    m_clear->setAutoRaise(true);
    m_clear->setFocusPolicy(Qt::StrongFocus);
    m_clear->hide();
    m_count->setObjectName(QStringLiteral("rowCountLabel"));
    m_goTo->setObjectName(QStringLiteral("goToLineEdit"));
    m_goTo->setAccessibleName(tr("Go to row"));
    m_goTo->setPlaceholderText(tr("Go to row"));
    m_goTo->setMaximumWidth(fontMetrics().averageCharWidth() * 16);
    auto *more = new QToolButton(this);
    more->setObjectName(QStringLiteral("gridMenuButton"));
    more->setIcon(symbolicIcon(QStringLiteral("more")));
    more->setAccessibleName(tr("What can be done with the table"));
    more->setToolTip(tr("Copy, sort, save as CSV"));
    more->setAutoRaise(true);
    more->setFocusPolicy(Qt::StrongFocus);

    auto *head = new QHBoxLayout;
    head->addWidget(m_filterColumn);
    head->addWidget(m_filter, 1);
    head->addWidget(m_clear);
    head->addWidget(m_count);
    head->addWidget(m_goTo);
    head->addWidget(more);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(head);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_jobs);

    auto *typing = new QTimer(this);
    constexpr std::chrono::milliseconds kPause{250};
    typing->setSingleShot(true);
    typing->setInterval(kPause);
    connect(m_filter, &QLineEdit::textEdited, typing, qOverload<>(&QTimer::start));
    connect(m_filter, &QLineEdit::textChanged, this, [this, typing](const QString &text) {
        if (text.isEmpty() && typing->isActive())
            typing->start(0);
    });
    connect(m_filter, &QLineEdit::returnPressed, typing, [typing] { typing->start(0); });
    connect(typing, &QTimer::timeout, this, &TableGrid::takeFilter);
    connect(m_filterColumn, &QComboBox::currentIndexChanged, this,
            [this](int index) { showFilterOf(index - 1); });
    connect(m_clear, &QToolButton::clicked, this, &TableGrid::clearFilters);
    connect(m_goTo, &QLineEdit::returnPressed, this, [this] {
        bool isNumber = false;
        const qint64 row = QLocale().toLongLong(m_goTo->text().trimmed(), &isNumber);
        if (isNumber)
            goTo(row - 1);
    });
    connect(more, &QToolButton::clicked, this,
            [this, more] { openMenu(more->mapToGlobal(more->rect().bottomLeft()), currentColumn()); });
    connect(columns, &QHeaderView::sectionClicked, this, [this](int column) {
        setCurrentColumn(column);
        sortBy(column);
    });
    connect(columns, &QWidget::customContextMenuRequested, this, [this, columns](const QPoint &at) {
        openMenu(columns->mapToGlobal(at), columns->logicalIndexAt(at));
    });
    connect(m_view, &QWidget::customContextMenuRequested, this,
            [this](const QPoint &at) { openMenu(m_view->viewport()->mapToGlobal(at), currentColumn()); });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentColumnChanged, this,
            [this](const QModelIndex &current) { emit currentColumnChanged(current.column()); });
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, &TableGrid::moveWindow);
    m_view->installEventFilter(this);
}

TableGrid::~TableGrid()
{
    m_arranging.cancel();
}

void TableGrid::setTable(const Table &table)
{
    const auto names = [](const Table &of) {
        QStringList all;
        for (int column = 0; column < of.columnCount(); ++column)
            all.append(of.column(column).name());
        return all;
    };
    const QStringList before = names(m_model->table());
    const QStringList now = names(table);
    m_model->setTable(table);
    if (before != now) {
        m_arrangement = {};
        const QSignalBlocker quiet(m_filterColumn);
        m_filterColumn->clear();
        m_filterColumn->addItem(tr("All columns"));
        m_filterColumn->addItems(now);
        m_filter->clear();
        fitColumns();
    }
    if (table.columnCount() > 0)
        m_view->setCurrentIndex(m_model->index(0, std::clamp(currentColumn(), 0, table.columnCount() - 1)));
    arrange();
}

const Table &TableGrid::table() const
{
    return m_model->table();
}

void TableGrid::fitColumns()
{
    // As wide as what is seen first, within reason; the rest of a very wide table is left as it is.
    constexpr int kFittedColumns = 60;
    QHeaderView *columns = m_view->horizontalHeader();
    columns->setMaximumSectionSize(fontMetrics().averageCharWidth() * 40);
    for (int column = 0; column < std::min(m_model->columnCount(), kFittedColumns); ++column)
        m_view->resizeColumnToContents(column);
    columns->setMaximumSectionSize(QWIDGETSIZE_MAX);
}

int TableGrid::currentColumn() const
{
    return m_view->currentIndex().column();
}

void TableGrid::setCurrentColumn(int column)
{
    if (column != currentColumn())
        m_view->setCurrentIndex(m_model->index(std::max(0, m_view->currentIndex().row()), column));
}

void TableGrid::goTo(qint64 place)
{
    const qint64 row = std::clamp<qint64>(place, 0, std::max<qint64>(0, m_model->shownRows() - 1));
    m_isMoving = true;
    if (row < m_model->first() || row >= m_model->first() + m_model->rowCount())
        m_model->setFirst(row - TableModel::kWindowRows / 2);
    m_isMoving = false;
    const QModelIndex index = m_model->index(int(row - m_model->first()), std::max(0, currentColumn()));
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index, QAbstractItemView::PositionAtCenter);
    m_view->setFocus();
    showCount();
}

void TableGrid::moveWindow()
{
    QScrollBar *bar = m_view->verticalScrollBar();
    const qint64 after = m_model->shownRows() - m_model->first() - m_model->rowCount();
    const bool isAtEnd = bar->value() >= bar->maximum() && after > 0;
    const bool isAtBegin = bar->value() <= 0 && m_model->first() > 0;
    if (m_isMoving || bar->maximum() == 0 || (!isAtEnd && !isAtBegin))
        return;
    // The same rows stay in sight, in the middle of another window.
    m_isMoving = true;
    const qint64 top = m_model->first() + bar->value();
    const QModelIndex current = m_view->currentIndex();
    const qint64 currentRow = m_model->first() + current.row();
    const int column = current.column();
    m_model->setFirst(top - TableModel::kWindowRows / 2);
    const qint64 kept = currentRow - m_model->first();
    if (kept >= 0 && kept < m_model->rowCount())
        m_view->setCurrentIndex(m_model->index(int(kept), column));
    bar->setValue(int(top - m_model->first()));
    m_isMoving = false;
    showCount();
}

void TableGrid::sortBy(int column)
{
    if (m_arrangement.sortColumn != column)
        setSort(column, false);
    else if (!m_arrangement.isDescending)
        setSort(column, true);
    else
        setSort(-1, false);
}

void TableGrid::setSort(int column, bool isDescending)
{
    m_arrangement.sortColumn = column;
    m_arrangement.isDescending = isDescending;
    arrange();
}

void TableGrid::takeFilter()
{
    const int column = m_filterColumn->currentIndex() - 1;
    const QString text = m_filter->text().trimmed();
    QList<ColumnFilter> &filters = m_arrangement.filters;
    const TableArrangement before = m_arrangement;
    filters.removeIf([column](const ColumnFilter &filter) { return filter.column == column; });
    if (!text.isEmpty())
        filters.append({column, text});
    if (m_arrangement != before)
        arrange();
}

void TableGrid::showFilterOf(int column)
{
    const auto found = std::find_if(m_arrangement.filters.begin(), m_arrangement.filters.end(),
                                    [column](const ColumnFilter &filter) { return filter.column == column; });
    m_filter->setText(found == m_arrangement.filters.end() ? QString() : found->text);
}

void TableGrid::clearFilters()
{
    m_arrangement.filters.clear();
    m_filter->clear();
    m_filter->setFocus();
    arrange();
}

void TableGrid::arrange()
{
    QHeaderView *columns = m_view->horizontalHeader();
    columns->setSortIndicatorShown(m_arrangement.sortColumn >= 0);
    columns->setSortIndicator(m_arrangement.sortColumn,
                              m_arrangement.isDescending ? Qt::DescendingOrder : Qt::AscendingOrder);
    m_arranging.cancel();
    m_clear->setVisible(!m_arrangement.filters.isEmpty());
    if (m_arrangement.isPlain()) {
        m_arranging = {};
        if (m_model->rows())
            m_model->setRows(nullptr);
        showCount();
        return;
    }
    m_arranging = QtConcurrent::run([table = m_model->table(), arrangement = m_arrangement](
                                        QPromise<std::shared_ptr<const RowList>> &promise) {
        if (std::optional<RowList> rows = arrangedRows(table, arrangement, progressOf(promise)))
            promise.addResult(std::make_shared<const RowList>(*std::move(rows)));
    });
    m_jobs->follow(QFuture<void>(m_arranging), tr("Looking through the rows…"));
    whenFinished(
        m_arranging, this,
        [this, asked = m_arrangement, table = m_model->table()](const std::shared_ptr<const RowList> &rows) {
            if (asked != m_arrangement || table.block().constData() != m_model->table().block().constData())
                return;
            const int column = std::max(0, currentColumn());
            m_model->setRows(rows);
            m_view->setCurrentIndex(m_model->index(0, column));
            showCount();
        });
}

void TableGrid::showCount()
{
    const QLocale locale;
    const qint64 all = m_model->table().rowCount();
    const qint64 shown = m_model->shownRows();
    QString text = m_arrangement.filters.isEmpty()
                       ? tr("%Ln row(s)", nullptr, int(std::min<qint64>(all, INT_MAX)))
                       : tr("%1 of %Ln row(s)", nullptr, int(std::min<qint64>(all, INT_MAX)))
                             .arg(locale.toString(shown));
    m_count->setText(text);
    m_goTo->setVisible(shown > m_view->viewport()->height() / std::max(1, fontMetrics().height()));
}

void TableGrid::copy(bool withNames)
{
    const QItemSelection selection = m_view->selectionModel()->selection();
    CellSelection cells{.table = m_model->table(), .hasNames = withNames};
    std::vector<int> rows;
    qint64 area = 0;
    for (const QItemSelectionRange &range : selection) {
        area += qint64(range.width()) * range.height();
        if (area > kMostCopiedCells) {
            emit said(tr("More than %1 cells are too many for the clipboard. Save the table as CSV instead.")
                          .arg(QLocale().toString(kMostCopiedCells)));
            return;
        }
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(row);
        for (int column = range.left(); column <= range.right(); ++column)
            cells.columns.push_back(column);
    }
    const auto unite = [](std::vector<int> &numbers) {
        std::sort(numbers.begin(), numbers.end());
        numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    };
    unite(rows);
    unite(cells.columns);
    if (rows.empty())
        return;
    const auto placeOf = [&rows](int row) {
        return int(std::lower_bound(rows.begin(), rows.end(), row) - rows.begin());
    };
    if (selection.size() > 1) {
        for (const QItemSelectionRange &range : selection)
            cells.areas.append(QRect(QPoint(range.left(), placeOf(range.top())),
                                     QPoint(range.right(), placeOf(range.bottom()))));
    }
    for (const int row : rows)
        cells.rows.push_back(quint32(m_model->tableRow(row)));

    const QFuture<CopiedCells> copying = QtConcurrent::run([cells] { return copiedCells(cells); });
    m_jobs->follow(QFuture<void>(copying), tr("Copying…"));
    whenFinished(copying, this, [this, area](const CopiedCells &copied) {
        auto *mime = new QMimeData;
        mime->setText(copied.text);
        mime->setHtml(copied.html);
        mime->setData(QStringLiteral("text/csv"), copied.csv.toUtf8());
        QGuiApplication::clipboard()->setMimeData(mime);
        emit said(tr("%Ln cell(s) copied.", nullptr, int(area)));
    });
}

void TableGrid::saveAsCsv()
{
    chooseFile(this,
               {tr("Save table"), csvName(m_model->table().name()), tr("Comma-separated values (*.csv)"), {}},
               [this](const QString &path) {
                   const auto write = [path, table = m_model->table(),
                                       rows = m_model->rows()](QPromise<QString> &promise) {
                       QSaveFile file(path);
                       const auto goOn = progressOf(promise);
                       if (file.open(QIODevice::WriteOnly) && writeCsv(file, table, rows.get(), goOn)
                           && file.commit())
                           promise.addResult(savedSentence(path));
                       else if (!promise.isCanceled())
                           promise.addResult(notSavedSentence(path, file.errorString()));
                   };
                   const QFuture<QString> writing = QtConcurrent::run(write);
                   m_jobs->follow(QFuture<void>(writing), tr("Saving…"));
                   whenFinished(writing, this, [this](const QString &sentence) { emit said(sentence); });
               });
}

void TableGrid::openMenu(const QPoint &globalPosition, int column)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copyAction = menu->addAction(tr("&Copy"), this, [this] { copy(false); });
    copyAction->setShortcut(QKeySequence::Copy);
    menu->addAction(tr("Copy with column &names"), this, [this] { copy(true); });
    if (column >= 0) {
        menu->addAction(tr("Select the c&olumn"), this, [this, column] { m_view->selectColumn(column); });
        menu->addSeparator();
        menu->addAction(tr("Sort &ascending"), this, [this, column] { setSort(column, false); });
        menu->addAction(tr("Sort &descending"), this, [this, column] { setSort(column, true); });
    }
    QAction *plain = menu->addAction(tr("The &table's own order"), this, [this] { setSort(-1, false); });
    plain->setEnabled(m_arrangement.sortColumn >= 0);
    if (column >= 0) {
        menu->addAction(tr("&Filter this column"), this, [this, column] {
            m_filterColumn->setCurrentIndex(column + 1);
            m_filter->setFocus();
        });
    }
    menu->addSeparator();
    menu->addAction(m_arrangement.filters.isEmpty() ? tr("&Save as CSV…") : tr("&Save these rows as CSV…"),
                    this, &TableGrid::saveAsCsv);
    menu->popup(globalPosition);
}

bool TableGrid::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy)) {
            copy(false);
            return true;
        }
        if (key->matches(QKeySequence::Find)) {
            m_filter->setFocus();
            return true;
        }
        // To the table's ends, not the window's.
        const bool isFirst = key->matches(QKeySequence::MoveToStartOfDocument);
        if (isFirst || key->matches(QKeySequence::MoveToEndOfDocument)) {
            goTo(isFirst ? 0 : m_model->shownRows() - 1);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace tabletalk
