namespace JobLogs.Storage.Tests.Sqlite;

/// <summary>An empty folder that is removed with everything in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("joblogs-").FullName;

    public string Path { get; }

    public string Database => System.IO.Path.Combine(Path, "joblogs.db");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
