using System.Runtime.CompilerServices;

namespace JobLogs.EndToEnd.Tests.Fixtures;

/// <summary>The checkout that these tests were built from.</summary>
internal static class RepositoryRoot
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(ThisFolder(), "..", "..", ".."));

    private static string ThisFolder([CallerFilePath] string path = "") => System.IO.Path.GetDirectoryName(path)!;
}
