using JobLogs.Testing.Search;

namespace JobLogs.Storage.Tests.Elasticsearch;

public sealed class ElasticsearchSearchTests() : CopySearchContract(SearchProduct.Elasticsearch);
