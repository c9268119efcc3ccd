namespace JobLogs.Storage.Sqlite.Connections;

/// <summary>
/// Holds the file for one server, by an operating-system lock on a file beside it. The operating system lets go when the
/// process ends, however it ends; the file itself stays, since removing it would race with the next holder.
/// </summary>
internal sealed class StoreLock : IDisposable
{
    private readonly FileStream _held;

    private StoreLock(FileStream held) => _held = held;

    /// <summary>Takes the lock of the database at <paramref name="path"/>.</summary>
    /// <exception cref="StoreUnavailableException"><c>store_locked</c> when another server holds it; else why the lock file can't be made.</exception>
    public static StoreLock Take(string path)
    {
        var lockPath = path + ".lock";
        try
        {
            return new StoreLock(new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException || IsReadOnly(refused))
        {
            throw new StoreUnavailableException(
                "store_read_only", $"'{lockPath}' can't be written: {refused.Message.TrimEnd('.')}. Let the server's user write the file and its folder.", refused);
        }
        catch (IOException failure) when (IsHeld(failure))
        {
            throw new StoreUnavailableException(
                "store_locked", $"Another server holds '{path}'. Stop it, or give this server a file of its own.", failure);
        }
        catch (IOException failure)
        {
            throw new StoreUnavailableException("store_unavailable", $"'{lockPath}' can't be opened: {failure.Message}", failure);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _held.Dispose();

    // EROFS: the file system is mounted read-only.
    private static bool IsReadOnly(Exception failure) => failure is IOException { HResult: 30 };

    // EWOULDBLOCK of Linux and of macOS, and the sharing violation of Windows.
    private static bool IsHeld(IOException failure) => failure.HResult is 11 or 35 or unchecked((int)0x80070020);
}
