using JobLogs.Load.Measuring;

namespace JobLogs.Load.Servers;

/// <summary>Makes the folders that databases go to.</summary>
internal static class Folders
{
    /// <summary>A new, empty folder in the one that <c>--folder</c> names.</summary>
    public static string Create(Arguments arguments)
    {
        var parent = arguments.Text("folder") is { Length: > 0 } given ? Path.GetFullPath(given) : Path.GetTempPath();
        return Directory.CreateDirectory(Path.Combine(parent, $"joblogs-load-{Guid.NewGuid():n}")).FullName;
    }
}
