using System.Diagnostics;

namespace JobLogs.EndToEnd.Tests.Fixtures;

/// <summary>A real file system of a few MiB in memory, which can be filled, enlarged and made read-only. Needs Linux and root.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    /// <summary>Where it is mounted.</summary>
    public string Folder { get; }

    /// <summary>Makes one, or skips the test and says why.</summary>
    public static SmallDisk MountOrSkip(int mebibytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs Linux, to mount a small file system");
        var folder = Directory.CreateTempSubdirectory("joblogs-disk-").FullName;
        if (Run("mount", "-t", "tmpfs", "-o", Size(mebibytes), "none", folder) is { } refusal)
        {
            Directory.Delete(folder);
            Assert.Skip("needs the right to mount a small file system: " + refusal);
        }

        return new SmallDisk(folder);
    }

    /// <summary>Gives it another size.</summary>
    public void Resize(int mebibytes) => Remount(Size(mebibytes));

    /// <summary>Takes what room is left, until the file that takes it is deleted.</summary>
    /// <returns>The file.</returns>
    public string Fill()
    {
        var file = Path.Combine(Folder, "full");
        using var filling = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            for (var page = new byte[4096]; ;)
            {
                filling.Write(page);
            }
        }
        catch (IOException)
        {
            return file;
        }
    }

    /// <summary>Whatever has no file open for writing there can't write any more.</summary>
    public void MakeReadOnly() => Remount("ro");

    /// <inheritdoc />
    public void Dispose()
    {
        Run("umount", "--lazy", Folder).ShouldBeNull();
        Directory.Delete(Folder);
    }

    private static string Size(int mebibytes) => $"size={mebibytes}m";

    private void Remount(string options) => Run("mount", "-o", "remount," + options, Folder).ShouldBeNull();

    /// <returns>What it complained of; null when it worked.</returns>
    private static string? Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var complaint = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : complaint.Trim();
    }
}
