package io.spadework.runs;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/** Where the engine's jars lie, and the command line of an engine process: which java, which class path, which JVM flags. */
public final class EngineHome {

	/** A jar with machine code: artifact and version, then the platform it is for, then what the code needs of the CPU. */
	private static final Pattern NATIVE = Pattern.compile("(?<artifact>.+)-(?<platform>(?:linux|windows|macosx|android|ios)-(?:x86_64|x86|arm64|armhf|ppc64le))(?:-(?<extension>[a-z0-9-]+))?\\.jar");
	private static final Pattern CUDA = Pattern.compile("nd4j-cuda-\\d.*\\.jar");
	/** The backend itself: nd4j-native-api beside it is what CUDA's backend implements, too. */
	private static final Pattern CPU = Pattern.compile("nd4j-native-\\d.*\\.jar");

	private final List<Path> folders;
	private final String platform;
	private final boolean avx2;

	private EngineHome(List<Path> folders, String platform, boolean avx2) {
		this.folders = folders;
		this.platform = platform;
		this.avx2 = avx2;
	}

	/** The engine whose jars lie directly in these folders, for this machine. A folder that holds nd4j-cuda makes it a CUDA engine. */
	public static EngineHome at(Path... foldersWithJars) {
		return new EngineHome(List.of(foldersWithJars), platformOf(System.getProperty("os.name"), System.getProperty("os.arch")), hasAvx2());
	}

	/**
	 * The same engine on another machine.
	 *
	 * @param platform operating system and architecture as in the jars' names, such as linux-x86_64
	 * @param avx2 whether its CPU has AVX2 instructions
	 */
	public EngineHome on(String platform, boolean avx2) {
		return new EngineHome(folders, platform, avx2);
	}

	/** The same engine with the jars in one more folder: one of CUDA's backend makes it compute on a graphics card. */
	public EngineHome with(Path folderWithJars) {
		List<Path> more = new ArrayList<>(folders);
		more.add(folderWithJars);
		return new EngineHome(List.copyOf(more), platform, avx2);
	}

	/** Operating system and architecture as in the jars' names, such as linux-x86_64. */
	public String platform() {
		return platform;
	}

	/**
	 * All jars this machine needs, in order of folder and name: those with machine code only for this platform, and exactly one
	 * backend, nd4j-native with oneDNN where the CPU has AVX2 and the plain one otherwise.
	 */
	public List<Path> classPath() throws RunException {
		List<Path> jars = jars();
		boolean cuda = jars.stream().anyMatch(jar -> CUDA.matcher(name(jar)).matches());
		List<Path> classPath = new ArrayList<>();
		List<Path> backends = new ArrayList<>();
		for (Path jar : jars) {
			Matcher matcher = NATIVE.matcher(name(jar));
			if (cuda && CPU.matcher(name(jar)).matches()) {
				continue;
			}
			if (!matcher.matches()) {
				classPath.add(jar);
			} else if (matcher.group("platform").equals(platform)) {
				if (CPU.matcher(name(jar)).matches()) {
					backends.add(jar);
				} else {
					classPath.add(jar);
				}
			}
		}
		if (!cuda) {
			classPath.add(backends.stream().filter(this::runsHere).max(Comparator.comparingInt(EngineHome::rank)).orElseThrow(
					() -> new RunException("No engine for this computer: none of " + names(folders) + " holds nd4j-native for " + platform
							+ (avx2 ? "" : " without AVX2") + " among " + jars.size() + " jars")));
		}
		return classPath;
	}

	/**
	 * The command line of an engine process on the Java that runs this program.
	 *
	 * @param classes folder of the compiled generated classes; null for none
	 * @param heapMegabytes Java heap; tensors lie outside it
	 */
	public List<String> command(Path classes, String mainClass, List<String> engineArguments, int heapMegabytes) throws RunException {
		List<String> command = new ArrayList<>();
		command.add(java().toString());
		command.add("-Xmx" + heapMegabytes + "m");
		command.add("--enable-native-access=ALL-UNNAMED");
		if (Runtime.version().feature() >= 23) {
			command.add("--sun-misc-unsafe-memory-access=allow");
		}
		command.add("-Djava.awt.headless=true");
		command.add("-Dfile.encoding=UTF-8");
		// JavaCPP otherwise takes the heap's size for the limit of native memory, where the tensors are.
		command.add("-Dorg.bytedeco.javacpp.maxbytes=0");
		command.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=" + memoryMegabytes() * 85 / 100 + "m");
		String cache = System.getProperty("org.bytedeco.javacpp.cachedir");
		if (cache != null) {
			command.add("-Dorg.bytedeco.javacpp.cachedir=" + cache);
		}
		if (System.getProperty(Machine.FOLDER_PROPERTY) != null) {
			command.add("-D" + Machine.FOLDER_PROPERTY + "=" + System.getProperty(Machine.FOLDER_PROPERTY));
		}
		command.add("-cp");
		List<String> classPath = new ArrayList<>();
		for (Path jar : classPath()) {
			classPath.add(jar.toString());
		}
		if (classes != null) {
			classPath.add(classes.toString());
		}
		command.add(String.join(File.pathSeparator, classPath));
		command.add(mainClass);
		command.addAll(engineArguments);
		return command;
	}

	/** A process to be started with the command, in the environment that suits the engine; what the user has set stays. */
	public static ProcessBuilder process(List<String> command) {
		ProcessBuilder process = new ProcessBuilder(command);
		// Threads that spin while they wait starve each other as soon as anything else runs on the machine.
		process.environment().putIfAbsent("OMP_WAIT_POLICY", "passive");
		return process;
	}

	/** The machine code that this platform's jars are named after. */
	private static String platformOf(String osName, String osArch) {
		String os = osName.toLowerCase(Locale.ROOT);
		String system = os.startsWith("windows") ? "windows" : os.startsWith("mac") ? "macosx" : "linux";
		String architecture = switch (osArch.toLowerCase(Locale.ROOT)) {
		case "amd64", "x86_64" -> "x86_64";
		case "aarch64", "arm64" -> "arm64";
		default -> osArch;
		};
		return system + "-" + architecture;
	}

	/** HotSpot knows the CPU's flags on every system: its UseAVX is what the CPU has. Without HotSpot, Linux tells. */
	private static boolean hasAvx2() {
		try {
			CompositeData option = (CompositeData) ManagementFactory.getPlatformMBeanServer().invoke(
					new ObjectName("com.sun.management:type=HotSpotDiagnostic"), "getVMOption", new Object[] { "UseAVX" },
					new String[] { String.class.getName() });
			return Integer.parseInt(option.get("value").toString()) >= 2;
		} catch (JMException | RuntimeException notHotSpotOnX86) {
			try {
				return Files.readString(Path.of("/proc/cpuinfo")).contains(" avx2 ");
			} catch (IOException notLinux) {
				return false;
			}
		}
	}

	/** This machine's memory, 0 where it can't be told, which JavaCPP takes for no limit. */
	private static long memoryMegabytes() {
		try {
			Object bytes = ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName("java.lang:type=OperatingSystem"), "TotalMemorySize");
			return ((Number) bytes).longValue() >> 20;
		} catch (JMException | RuntimeException e) {
			return 0;
		}
	}

	private boolean runsHere(Path backend) {
		String extension = extension(backend);
		return !extension.contains("avx512") && (avx2 || !extension.contains("avx2"));
	}

	/** oneDNN's convolutions are several times as fast as the plain ones, and AVX2 makes the rest faster. */
	private static int rank(Path backend) {
		String extension = extension(backend);
		return (extension.contains("onednn") ? 2 : 0) + (extension.contains("avx2") ? 1 : 0);
	}

	private static String extension(Path jar) {
		Matcher matcher = NATIVE.matcher(name(jar));
		return matcher.matches() ? Optional.ofNullable(matcher.group("extension")).orElse("") : "";
	}

	private List<Path> jars() throws RunException {
		List<Path> jars = new ArrayList<>();
		for (Path folder : folders) {
			List<Path> inFolder = new ArrayList<>();
			try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
				files.forEach(inFolder::add);
			} catch (IOException | DirectoryIteratorException e) {
				throw new RunException("The engine's folder " + folder + " can't be read: " + e, e);
			}
			inFolder.sort(Comparator.comparing(EngineHome::name));
			jars.addAll(inFolder);
		}
		return jars;
	}

	private static Path java() {
		boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
		return Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
	}

	private static String name(Path jar) {
		return jar.getFileName().toString();
	}

	private static String names(List<Path> folders) {
		return String.join(", ", folders.stream().map(Path::toString).toList());
	}
}
