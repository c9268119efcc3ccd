using JobLogs.Server.Handlers.PaperSearch.Arxiv;
using JobLogs.Server.Handlers.PaperSearch.Feeds;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace JobLogs.Server.Handlers.PaperSearch;

/// <summary>The main job: finds papers, leaves out what is known, processes and keeps the rest.</summary>
internal static class PaperSearchFeature
{
    /// <summary>
    /// Adds the handler and its sources. An <see cref="IRequestPacer"/> that was added before stays: servers that share a
    /// database share their pace.
    /// </summary>
    /// <exception cref="Settings.SettingException">A setting is wrong.</exception>
    public static IServiceCollection AddPaperSearch(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(PaperSearchOptions.From(configuration));
        services.TryAddSingleton<IRequestPacer>(provider => new InProcessPacer(provider.GetRequiredService<TimeProvider>(), InProcessPacer.ArxivPause));
        services.AddSingleton<ArxivConnection>();
        services.AddSingleton(CreateChooser);
        services.AddSingleton<PaperFinding>();
        services.AddSingleton<PaperSifting>();
        services.AddSingleton<PaperProcessing>();
        services.AddJobHandler<PaperSearchHandler>();
        return services;
    }

    private static ISourceChooser CreateChooser(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<PaperSearchOptions>();
        if (options.Source == "folder")
        {
            return new FixedSource(new FolderSource(options.Folder!));
        }

        if (options.Source == "sample")
        {
            return new FixedSource(new SampleSource());
        }

        var arxiv = provider.GetRequiredService<ArxivConnection>();
        return options.Source == "arxiv" ? new FixedSource(arxiv.Source) : new AutoSource(arxiv.Probe, arxiv.Source, new SampleSource());
    }
}
