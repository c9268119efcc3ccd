using System.Globalization;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace JobLogs.Client.Shipping;

/// <summary>
/// The folder of one outbox. Whoever has its lock is its owner; the operating system takes the lock back from a process that died.
/// <code>
/// lock · outbox.json · sent · 00000001.frames · 00000002.frames …
/// </code>
/// </summary>
internal sealed class OutboxFolder : IDisposable
{
    private const string LockName = "lock";
    private const string ManifestName = "outbox.json";
    private const string SentName = "sent";
    private const string SegmentSuffix = ".frames";

    private readonly string _path;
    private readonly FileStream _lock;
    private readonly SafeFileHandle _sent;

    private OutboxFolder(string path, FileStream taken)
    {
        (_path, _lock) = (path, taken);
        _sent = File.OpenHandle(Path.Combine(path, SentName), FileMode.OpenOrCreate, FileAccess.ReadWrite);
    }

    /// <summary>Makes the folder of a new outbox.</summary>
    /// <exception cref="IOException">It can't be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static OutboxFolder Create(string spool, OutboxManifest manifest)
    {
        var path = Path.Combine(spool, manifest.Id);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            // What a job prints is nobody else's business.
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        OutboxFolder? folder = null;
        try
        {
            folder = new OutboxFolder(path, Lock(path));
            folder.Save(manifest);
            return folder;
        }
        catch
        {
            folder?.Dispose();
            TryRemove(path);
            throw;
        }
    }

    /// <summary>Takes over an outbox whose process is gone; null when it has an owner, or isn't one.</summary>
    public static OutboxFolder? TryTakeOver(string path)
    {
        // Its owner writes the manifest when it has the lock, and removes it before it lets go: nobody else's lock is in the way of either.
        var manifest = Path.Combine(path, ManifestName);
        if (!File.Exists(manifest))
        {
            return null;
        }

        FileStream? taken = null;
        try
        {
            taken = Lock(path);
            if (File.Exists(manifest))
            {
                return new OutboxFolder(path, taken);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has an owner, or is being removed.
        }

        taken?.Dispose();
        return null;
    }

    /// <summary>Removes what a process left that died while it made an outbox, or removed one: it holds nothing that could be sent.</summary>
    public static void RemoveUnfinished(string path, DateTimeOffset before)
    {
        if (!File.Exists(Path.Combine(path, ManifestName)) && Directory.GetLastWriteTimeUtc(path) < before.UtcDateTime)
        {
            TryRemove(path);
        }
    }

    /// <summary>What the outbox in a folder is for, whoever owns it; null when that can't be read.</summary>
    public static OutboxManifest? ReadManifest(string path)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(path, ManifestName)), ShippingJsonContext.Default.OutboxManifest);
            return manifest?.Version == OutboxManifest.PresentVersion ? manifest : null;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Bytes of the frames in a folder, whoever owns it; 0 when that can't be known.</summary>
    public static long BytesIn(string path)
    {
        try
        {
            return new DirectoryInfo(path).EnumerateFiles("*" + SegmentSuffix).Sum(static file => file.Length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    /// <summary>What the outbox is for; null when that can't be read.</summary>
    public OutboxManifest? ReadManifest() => ReadManifest(_path);

    /// <summary>Writes what the outbox is for, as a whole or not at all.</summary>
    public void Save(OutboxManifest manifest)
    {
        var written = Path.Combine(_path, ManifestName + ".new");
        File.WriteAllBytes(written, JsonSerializer.SerializeToUtf8Bytes(manifest, ShippingJsonContext.Default.OutboxManifest));
        File.Move(written, Path.Combine(_path, ManifestName), overwrite: true);
    }

    /// <summary>How far it was sent.</summary>
    public SentMark Sent => SentMark.Read(_sent);

    /// <summary>Keeps how far it was sent.</summary>
    public void Keep(SentMark sent) => sent.Write(_sent);

    /// <summary>The segments that are there, in order.</summary>
    public IEnumerable<ISegment> OpenSegments(TimeProvider time) =>
        from file in Directory.GetFiles(_path, "*" + SegmentSuffix)
        let number = int.TryParse(Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0
        where number > 0
        orderby number
        select new FileSegment(file, number, FileMode.Open, time);

    /// <summary>Makes another segment, in place of what a try before may have left of it.</summary>
    public FileSegment AddSegment(int number, TimeProvider time) =>
        new(Path.Combine(_path, $"{number:00000000}{SegmentSuffix}"), number, FileMode.Create, time);

    /// <summary>Removes the folder, all of which was sent. Where it can't be removed, it is left for another to find that out.</summary>
    public void Delete()
    {
        try
        {
            // Before the lock is let go of: without a manifest nobody takes the folder over between here and its end.
            File.Delete(Path.Combine(_path, ManifestName));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Dispose();
            return;
        }

        Dispose();
        TryRemove(_path);
    }

    /// <summary>Lets go of it.</summary>
    public void Dispose()
    {
        _sent.Dispose();
        _lock.Dispose();
    }

    // What can't be removed now holds nothing any more, and is removed as unfinished some day.
    private static void TryRemove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static FileStream Lock(string path) =>
        new(Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
}
