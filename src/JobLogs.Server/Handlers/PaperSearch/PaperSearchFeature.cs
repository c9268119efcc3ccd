using JobLogs.Server.Handlers.PaperSearch.Arxiv;
using JobLogs.Server.Handlers.PaperSearch.Feeds;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Handlers.PaperSearch;

/// <summary>The main job. It needs an <see cref="IPaperKeeper"/> and an <see cref="Storage.IPaperStore"/> from the composition root.</summary>
internal static class PaperSearchFeature
{
    /// <summary>Adds the handler, its sources and its settings. An <see cref="IRequestPacer"/> that was added before stays.</summary>
    public static IServiceCollection AddPaperSearch(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<PaperSearchOptions>, PaperSearchOptionsCheck>();
        services.AddOptions<PaperSearchOptions>().Configure<IConfiguration>((options, settings) => options.Read(settings)).ValidateOnStart();
        services.TryAddSingleton<IRequestPacer>(provider => new InProcessPacer(provider.GetRequiredService<TimeProvider>(), InProcessPacer.ArxivPause));
        services.AddSingleton<ArxivConnection>();
        services.AddSingleton<ISourceChooser>(CreateChooser);
        services.AddSingleton<PaperFinding>();
        services.AddSingleton<PaperSifting>();
        services.AddSingleton<PaperProcessing>();
        services.AddSingleton<IJobHandler, PaperSearchHandler>();
        return services;
    }

    private static ISourceChooser CreateChooser(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<PaperSearchOptions>>().Value;
        return options.Source switch
        {
            "folder" => new FixedSource(new FolderSource(options.Folder!)),
            "sample" => new FixedSource(new SampleSource()),
            "arxiv" => new FixedSource(provider.GetRequiredService<ArxivConnection>().Source),
            _ => new AutoSource(
                provider.GetRequiredService<ArxivConnection>().Probe,
                provider.GetRequiredService<ArxivConnection>().Source,
                new SampleSource()),
        };
    }
}
