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

        var folder = new OutboxFolder(path, Lock(path));
        folder.Save(manifest);
        return folder;
    }

    /// <summary>Takes over an outbox whose process is gone; null when it has an owner, or isn't one.</summary>
    public static OutboxFolder? TryTakeOver(string path)
    {
        try
        {
            var taken = Lock(path);
            if (File.Exists(Path.Combine(path, ManifestName)))
            {
                return new OutboxFolder(path, taken);
            }

            taken.Dispose();
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>What the outbox is for; null when that can't be read.</summary>
    public OutboxManifest? ReadManifest()
    {
        try
        {
            var manifest = JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(_path, ManifestName)), ShippingJsonContext.Default.OutboxManifest);
            return manifest?.Version == OutboxManifest.PresentVersion ? manifest : null;
        }
        catch (Exception exception) when (exception is JsonException or IOException)
        {
            return null;
        }
    }

    /// <summary>Writes what the outbox is for, as a whole or not at all.</summary>
    public void Save(OutboxManifest manifest)
    {
        var written = Path.Combine(_path, ManifestName + ".new");
        File.WriteAllBytes(written, JsonSerializer.SerializeToUtf8Bytes(manifest, ShippingJsonContext.Default.OutboxManifest));
        File.Move(written, Path.Combine(_path, ManifestName), overwrite: true);
    }

    /// <summary>How far it was sent.</summary>
    public SentMark Sent
    {
        get => SentMark.Read(_sent);
        set => value.Write(_sent);
    }

    /// <summary>The segments that are there, in order.</summary>
    public IEnumerable<ISegment> OpenSegments(TimeProvider time) =>
        from file in Directory.GetFiles(_path, "*" + SegmentSuffix)
        let number = int.TryParse(Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0
        where number > 0
        orderby number
        select new FileSegment(file, number, time);

    /// <summary>Makes another segment.</summary>
    public ISegment AddSegment(int number, TimeProvider time) => new FileSegment(Path.Combine(_path, $"{number:00000000}{SegmentSuffix}"), number, time);

    /// <summary>Removes the folder.</summary>
    public void Delete()
    {
        Dispose();
        Directory.Delete(_path, recursive: true);
    }

    /// <summary>Lets go of it.</summary>
    public void Dispose()
    {
        _sent.Dispose();
        _lock.Dispose();
    }

    private static FileStream Lock(string path) =>
        new(Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
}
