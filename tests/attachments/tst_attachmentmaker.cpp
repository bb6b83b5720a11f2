// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "attachmentmaker.h"

#include "fakehistory.h"
#include "fakeworkerservice.h"
#include "tablewriter.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace tabletalk;

namespace {

QByteArray tableBlock()
{
    TableWriter writer;
    ColumnWriter &city = writer.addColumn({});
    ColumnWriter &size = writer.addColumn({.type = ColumnType::Integer});
    city.appendText("Rome");
    size.appendValue(28);
    return writer.finish(QStringLiteral("t"), {QStringLiteral("city"), QStringLiteral("size")}, 1, {});
}

} // namespace

class TestAttachmentMaker : public QObject {
    Q_OBJECT
private slots:
    void init();
    void keepsAPictureOnceAndForItsOwnerOnly();
    void readsADocumentInTheHelperProcess();
    void makesATableOfACsvFile();
    void attachesAsTextWhatIsNoTable();
    void attachesNoSpreadsheetAsText();
    void obeysTheOrderOfATable();
    void refusesWithAReason_data();
    void refusesWithAReason();
    void passesOnWhatTheHelperSays_data();
    void passesOnWhatTheHelperSays();
    void saysWhenItCannotBeKept();
    void noticesWhatWasChangedOnDisk();
    void opensNothingOutsideItsFolder();
    void keepsTextsCompressed();
    void keepsATemporaryOneInMemory();
    void readsALargeTableWhereItIs();
    void locatesWhatWasMoved();
    void givesUpReadingATable();
    void removesWhatNothingNeeds();
    void removesNothingWhereTheHistoryCannotSay();

private:
    QString write(const QString &name, const QByteArray &bytes);
    Result<Attachment> add(const QString &path);

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<FakeWorkerService> m_workers;
    std::unique_ptr<AttachmentMaker> m_maker;
};

void TestAttachmentMaker::init()
{
    m_maker.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    m_workers = std::make_unique<FakeWorkerService>();
    m_maker = std::make_unique<AttachmentMaker>(m_dir->filePath(QStringLiteral("attachments")), *m_workers);
}

QString TestAttachmentMaker::write(const QString &name, const QByteArray &bytes)
{
    QFile file(m_dir->filePath(name));
    file.open(QIODevice::WriteOnly);
    file.write(bytes);
    return file.fileName();
}

Result<Attachment> TestAttachmentMaker::add(const QString &path)
{
    const QFuture<Result<Attachment>> future = m_maker->addFile(path);
    [&future] { QTRY_VERIFY(future.isFinished()); }();
    return future.resultCount() > 0 ? future.result() : Result<Attachment>(Error{});
}

void TestAttachmentMaker::keepsAPictureOnceAndForItsOwnerOnly()
{
    QImage image(30, 20, QImage::Format_RGB32);
    image.fill(Qt::green);
    const QString path = m_dir->filePath(QStringLiteral("meadow.png"));
    QVERIFY(image.save(path));
    const Result<Attachment> first = add(path);
    QVERIFY(first);
    QCOMPARE(first->name, QStringLiteral("meadow.png"));
    QVERIFY(first->isPicture());
    QCOMPARE(first->pixels, QSize(30, 20));
    QCOMPARE(add(path).value(), first.value());

    const QDir folder(m_dir->filePath(QStringLiteral("attachments")));
    QCOMPARE(folder.entryList(QDir::Files), QStringList{QString::fromLatin1(first->sha256)});
    struct stat found { };
    QCOMPARE(
        ::stat(QFile::encodeName(folder.filePath(QString::fromLatin1(first->sha256))).constData(), &found),
        0);
    QCOMPARE(int(found.st_mode & 0777), 0600);
    QCOMPARE(::stat(QFile::encodeName(folder.path()).constData(), &found), 0);
    QCOMPARE(int(found.st_mode & 0777), 0700);

    const auto bytes = m_maker->bytes({first.value()});
    QTRY_VERIFY(bytes.isFinished());
    QCOMPARE(QImage::fromData(bytes.result()->value(first->sha256)).size(), QSize(30, 20));
}

void TestAttachmentMaker::readsADocumentInTheHelperProcess()
{
    m_workers->answer = WorkerAnswer{R"({"pages":3,"encoding":""})", "three pages"};
    const Result<Attachment> document = add(write(QStringLiteral("report.txt"), "%PDF-1.7 and so on"));
    QVERIFY(document);
    QCOMPARE(document->mediaType, QStringLiteral("application/pdf"));
    QCOMPARE(document->pages, 3);
    QCOMPARE(document->text, QStringLiteral("three pages"));
    QCOMPARE(document->size, 18);
    QCOMPARE(m_workers->questions.size(), 1);
    QCOMPARE(m_workers->questions.first().role, QStringLiteral("document"));
    QCOMPARE(m_workers->questions.first().bulk, QByteArray("%PDF-1.7 and so on"));
    QVERIFY(!m_workers->questions.first().mayReuse);
}

void TestAttachmentMaker::makesATableOfACsvFile()
{
    m_workers->answer = WorkerAnswer{"{}", tableBlock()};
    const Result<Attachment> added = add(write(QStringLiteral("Sales.CSV"), "city,size\nRome,28\n"));
    QVERIFY(added);
    QCOMPARE(m_workers->questions.last().role, QStringLiteral("ingest"));
    QVERIFY(added->table);
    QCOMPARE(added->table->rows, 1);
    QCOMPARE(added->table->columns, 2);
    QCOMPARE(added->table->form, TableForm::Markdown);
    QVERIFY(added->text.contains(QLatin1String("|Rome|28|")));
    QVERIFY(!added->sha256.isEmpty());
    QVERIFY(attachmentLabel(added.value()).contains(QStringLiteral(" × ")));
}

void TestAttachmentMaker::attachesAsTextWhatIsNoTable()
{
    // The fake's answer is no block.
    const Result<Attachment> added = add(write(QStringLiteral("odd.csv"), "text"));
    QVERIFY(added);
    QVERIFY(!added->table);
    QCOMPARE(added->text, QStringLiteral("text"));
    QCOMPARE(m_workers->questions.last().role, QStringLiteral("document"));
}

void TestAttachmentMaker::attachesNoSpreadsheetAsText()
{
    m_workers->answer = WorkerAnswer{"{}", tableBlock()};
    const Result<Attachment> added = add(write(QStringLiteral("cities.ods"), "PK and so on"));
    QVERIFY(added);
    QVERIFY(added->table);
    QVERIFY(added->mediaType.contains(QLatin1String("opendocument.spreadsheet")));
    for (const char *name : {"odd.xlsx", "odd.csv.gz"}) {
        m_workers->answer = WorkerAnswer{R"({"problem":"damaged"})", {}};
        const Result<Attachment> refused = add(write(QLatin1String(name), "\x1f\x8b and so on"));
        QVERIFY(!refused);
        QVERIFY(refused.error().userText.contains(QLatin1String("damaged")));
        QCOMPARE(m_workers->questions.last().role, QStringLiteral("ingest"));
    }
}

void TestAttachmentMaker::obeysTheOrderOfATable()
{
    m_workers->answer = WorkerAnswer{"{}", tableBlock()};
    TableOrder order{.name = QStringLiteral("cells"),
                     .mediaType = QStringLiteral("text/html"),
                     .form = TableForm::Schema,
                     .privateColumns = {QStringLiteral("city")}};
    order.choices.decimalSign = ',';
    order.choices.sheet = QStringLiteral("2026");
    const QFuture<Result<Attachment>> future = m_maker->addTable(order, "<table>");
    QTRY_VERIFY(future.isFinished());
    const Result<Attachment> added = future.result();
    QVERIFY(added);
    QCOMPARE(added->mediaType, order.mediaType);
    QVERIFY(!added->text.contains(QLatin1String("Rome")));
    QVERIFY(added->text.contains(QLatin1String("\"city\" TEXT, -- private")));
    // As it is kept, and comes back.
    QCOMPARE(attachedTableFrom(toJson(*added->table)), *added->table);
    QCOMPARE(added->table->order, order);
    m_workers->answer = WorkerAnswer{R"({"problem":"noTable"})", {}};
    const QFuture<Result<Attachment>> refused = m_maker->addTable(order, "text");
    QTRY_VERIFY(refused.isFinished());
    QCOMPARE(refused.result().error().kind, ErrorKind::AttachmentUnreadable);
}

void TestAttachmentMaker::refusesWithAReason_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("missing") << QStringLiteral("nowhere.txt") << ErrorKind::AttachmentUnreadable;
    QTest::newRow("empty") << QStringLiteral("empty.txt") << ErrorKind::AttachmentUnreadable;
    QTest::newRow("folder") << QStringLiteral("folder") << ErrorKind::AttachmentUnreadable;
    QTest::newRow("pipe") << QStringLiteral("pipe") << ErrorKind::AttachmentUnreadable;
    QTest::newRow("too large") << QStringLiteral("large.bin") << ErrorKind::AttachmentTooLarge;
}

void TestAttachmentMaker::refusesWithAReason()
{
    QFETCH(QString, name);
    QFETCH(ErrorKind, kind);
    write(QStringLiteral("empty.txt"), {});
    QDir(m_dir->path()).mkdir(QStringLiteral("folder"));
    QCOMPARE(::mkfifo(QFile::encodeName(m_dir->filePath(QStringLiteral("pipe"))).constData(), 0600), 0);
    QVERIFY(QFile::resize(write(QStringLiteral("large.bin"), "x"), kLongestAttachment + 1));

    const Result<Attachment> refused = add(m_dir->filePath(name));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, kind);
    QVERIFY(refused.error().userText.contains(name));
    QVERIFY(m_workers->questions.isEmpty());
}

void TestAttachmentMaker::passesOnWhatTheHelperSays_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("locked") << QByteArray(R"({"problem":"locked"})") << ErrorKind::AttachmentUnreadable;
    QTest::newRow("damaged") << QByteArray(R"({"problem":"damaged"})") << ErrorKind::AttachmentUnreadable;
    QTest::newRow("too long") << QByteArray(R"({"problem":"tooLong"})") << ErrorKind::AttachmentTooLarge;
    QTest::newRow("no text") << QByteArray(R"({"problem":"notText"})") << ErrorKind::AttachmentUnsupported;
    QTest::newRow("blank") << QByteArray("{}") << ErrorKind::AttachmentUnreadable;
}

void TestAttachmentMaker::passesOnWhatTheHelperSays()
{
    QFETCH(QByteArray, message);
    QFETCH(ErrorKind, kind);
    m_workers->answer = WorkerAnswer{message, " \n"};
    const Result<Attachment> refused = add(write(QStringLiteral("a.txt"), "x"));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, kind);
    m_workers->answer = Error{.kind = ErrorKind::WorkerTooSlow};
    QCOMPARE(add(write(QStringLiteral("a.txt"), "x")).error().kind, ErrorKind::WorkerTooSlow);
}

void TestAttachmentMaker::saysWhenItCannotBeKept()
{
    write(QStringLiteral("attachments"), "a file where the folder should be");
    const Result<Attachment> refused = add(write(QStringLiteral("a.txt"), "x"));
    QVERIFY(!refused);
    QCOMPARE(refused.error().source, ErrorSource::Storage);
}

void TestAttachmentMaker::noticesWhatWasChangedOnDisk()
{
    const Result<Attachment> kept = add(write(QStringLiteral("a.txt"), "as it was"));
    QVERIFY(kept);
    write(QStringLiteral("attachments/") + QString::fromLatin1(kept->sha256), "as it is now");
    const auto bytes = m_maker->bytes({kept.value()});
    QTRY_VERIFY(bytes.isFinished());
    QVERIFY(!bytes.result());
    QCOMPARE(bytes.result().error().kind, ErrorKind::AttachmentUnreadable);
}

void TestAttachmentMaker::opensNothingOutsideItsFolder()
{
    const QString outside = write(QStringLiteral("outside"), "secret");
    Attachment forged;
    forged.sha256 = "../" + QFileInfo(outside).fileName().toUtf8();
    const auto bytes = m_maker->bytes({forged});
    QTRY_VERIFY(bytes.isFinished());
    QCOMPARE(bytes.result().error().kind, ErrorKind::AttachmentUnreadable);
}

void TestAttachmentMaker::keepsTextsCompressed()
{
    const QByteArray rows = QByteArray("city,size\nRome,2.8\n").repeated(5000);
    m_workers->answer = WorkerAnswer{"{}", tableBlock()};
    const Result<Attachment> added = add(write(QStringLiteral("cities.csv"), rows));
    QVERIFY(added);
    QCOMPARE(added->size, rows.size());
    const QString path = m_dir->filePath(QStringLiteral("attachments/")) + QString::fromLatin1(added->sha256);
    QVERIFY(QFileInfo(path).size() < rows.size() / 5);
    const auto bytes = m_maker->bytes({*added});
    QTRY_VERIFY(bytes.isFinished());
    QCOMPARE(bytes.result()->value(added->sha256), rows);
    // Whoever writes there must not make us allocate what they like.
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("tabletalk-zlib\n\xff\xff\xff\xff nonsense");
    file.close();
    const auto damaged = m_maker->bytes({*added});
    QTRY_VERIFY(damaged.isFinished());
    QVERIFY(!damaged.result());
}

void TestAttachmentMaker::keepsATemporaryOneInMemory()
{
    m_workers->answer = WorkerAnswer{R"({"pages":0})", "text"};
    const QFuture<Result<Attachment>> future =
        m_maker->addBytes(QStringLiteral("notes.txt"), "text", Keeping::InMemory);
    QTRY_VERIFY(future.isFinished());
    const Attachment notes = future.result().value();
    const QDir folder(m_dir->filePath(QStringLiteral("attachments")));
    QVERIFY(folder.entryList(QDir::Files).isEmpty());
    const auto bytes = m_maker->bytes({notes});
    QTRY_VERIFY(bytes.isFinished());
    QCOMPARE(bytes.result()->value(notes.sha256), QByteArray("text"));
    const auto written = m_maker->keepOnDisk({notes});
    QTRY_VERIFY(written.isFinished());
    QVERIFY(written.result());
    QCOMPARE(folder.entryList(QDir::Files), QStringList{QString::fromLatin1(notes.sha256)});
}

void TestAttachmentMaker::readsALargeTableWhereItIs()
{
    m_workers->answer = WorkerAnswer{"{}", tableBlock()};
    const QString path = write(QStringLiteral("large.csv"), "a,b\n1,2\n");
    QVERIFY(QFile::resize(path, kLongestCopiedTable + 1));
    const Result<Attachment> added = add(path);
    QVERIFY(added);
    QVERIFY(!added->table->order.keepsCopy);
    QCOMPARE(added->table->order.path, path);
    QVERIFY(!QFile::exists(m_dir->filePath(QStringLiteral("attachments"))));
    // It is what it was, then another, then gone.
    const auto same = m_maker->bytes({*added});
    QTRY_VERIFY(same.isFinished());
    QVERIFY(same.result());
    write(QStringLiteral("large.csv"), "something else");
    const auto other = m_maker->bytes({*added});
    QTRY_VERIFY(other.isFinished());
    QVERIFY(!other.result());
    QFile::remove(path);
    const auto gone = m_maker->bytes({*added});
    QTRY_VERIFY(gone.isFinished());
    QVERIFY(gone.result().error().userText.contains(QLatin1String("large.csv")));
}

void TestAttachmentMaker::locatesWhatWasMoved()
{
    m_workers->answer = WorkerAnswer{"{}", tableBlock()};
    TableOrder order{.name = QStringLiteral("a.csv"),
                     .path = write(QStringLiteral("a.csv"), "a\n1\n"),
                     .keepsCopy = false};
    const QFuture<Result<Attachment>> future = m_maker->addTable(order, "a\n1\n");
    QTRY_VERIFY(future.isFinished());
    const Attachment table = future.result().value();
    const QString moved = m_dir->filePath(QStringLiteral("b.csv"));
    QVERIFY(QFile::rename(order.path, moved));
    const auto wrong = m_maker->locate(table, write(QStringLiteral("c.csv"), "other"));
    QTRY_VERIFY(wrong.isFinished());
    QCOMPARE(wrong.result().error().kind, ErrorKind::AttachmentUnreadable);
    const auto located = m_maker->locate(table, moved);
    QTRY_VERIFY(located.isFinished());
    QVERIFY(located.result());
    const auto bytes = m_maker->bytes({table});
    QTRY_VERIFY(bytes.isFinished());
    QCOMPARE(bytes.result()->value(table.sha256), QByteArray("a\n1\n"));
}

void TestAttachmentMaker::givesUpReadingATable()
{
    // Nobody waits for what was cancelled, and nothing of it is kept.
    m_workers->answer = WorkerAnswer{"{}", tableBlock()};
    QFuture<Result<Attachment>> future = m_maker->addTable({.name = QStringLiteral("t")}, "a\n1\n");
    future.cancel();
    m_workers->answer = WorkerAnswer{R"({"pages":0})", "text"};
    const Result<Attachment> notes = add(write(QStringLiteral("notes.txt"), "text"));
    QVERIFY(notes);
    QCOMPARE(QDir(m_dir->filePath(QStringLiteral("attachments"))).entryList(QDir::Files),
             QStringList{QString::fromLatin1(notes->sha256)});
}

void TestAttachmentMaker::removesWhatNothingNeeds()
{
    const auto keep = [this](const QByteArray &text) {
        m_workers->answer = WorkerAnswer{"{}", text};
        return QString::fromLatin1(add(write(QStringLiteral("notes.txt"), text))->sha256);
    };
    const QString used = keep("used");
    const QString unused = keep("unused");
    const QString keptAnew = keep("kept anew");
    const QString fresh = keep("fresh");
    const QString folder = m_dir->filePath(QStringLiteral("attachments/"));
    const QString leftBehind = unused + QStringLiteral(".XyZaBc");
    QFile half(folder + leftBehind);
    QVERIFY(half.open(QIODevice::WriteOnly));
    half.close();
    for (const QString &name : {used, unused, keptAnew, leftBehind}) {
        QFile file(folder + name);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(
            file.setFileTime(QDateTime::currentDateTime().addDays(-2), QFileDevice::FileModificationTime));
    }
    QCOMPARE(keep("kept anew"), keptAnew);

    FakeHistory history;
    history.attachmentsNamed = QSet<QByteArray>{used.toLatin1()};
    const QFuture<int> removed = m_maker->removeUnused(history);
    QTRY_VERIFY(removed.isFinished());
    QCOMPARE(removed.result(), 2);
    QStringList expected{used, keptAnew, fresh};
    expected.sort();
    QCOMPARE(QDir(folder).entryList(QDir::Files, QDir::Name), expected);
}

void TestAttachmentMaker::removesNothingWhereTheHistoryCannotSay()
{
    m_workers->answer = WorkerAnswer{"{}", "text"};
    const QByteArray name = add(write(QStringLiteral("notes.txt"), "text"))->sha256;
    QFile file(m_dir->filePath(QStringLiteral("attachments/") + QString::fromLatin1(name)));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.setFileTime(QDateTime::currentDateTime().addDays(-2), QFileDevice::FileModificationTime));
    file.close();
    FakeHistory history;
    history.attachmentsNamed = Error{.kind = ErrorKind::StorageDamaged};
    const QFuture<int> removed = m_maker->removeUnused(history);
    QTRY_VERIFY(removed.isFinished());
    QCOMPARE(removed.result(), 0);
    QVERIFY(file.exists());
}

QTEST_GUILESS_MAIN(TestAttachmentMaker)
#include "tst_attachmentmaker.moc"
