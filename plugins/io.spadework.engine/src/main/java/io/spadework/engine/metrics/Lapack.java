package io.spadework.engine.metrics;

import org.bytedeco.openblas.global.openblas;

/** The few operations on matrices of doubles that distances need, from the LAPACK that travels with ND4J. Matrices lie row by row. */
final class Lapack {

	private static final byte LOWER = 'L';
	private static final byte VALUES_ONLY = 'N';
	private static final byte WITH_VECTORS = 'V';
	private static final byte THIN = 'S';

	private Lapack() {
	}

	/** Writes the lower Cholesky factor of a symmetric matrix over it; returns false, with the matrix spoilt, unless it is positive definite. Both triangles are taken to be equal. */
	static boolean cholesky(double[] matrix, int n) {
		int info = openblas.LAPACKE_dpotrf(openblas.LAPACK_COL_MAJOR, LOWER, n, matrix, n);
		require(info >= 0, "dpotrf", info);
		return info == 0;
	}

	/** Writes L^T A L over the symmetric matrix A, where L is a factor that {@link #cholesky} gave. */
	static void transform(double[] symmetric, double[] factor, int n) {
		int info = openblas.LAPACKE_dsygst(openblas.LAPACK_COL_MAJOR, 2, LOWER, n, symmetric, n, factor, n);
		require(info == 0, "dsygst", info);
	}

	/** The eigenvalues of a symmetric matrix, ascending; the matrix is spoilt. Its lower triangle, column by column, counts. */
	static double[] eigenvalues(double[] symmetric, int n) {
		double[] values = new double[n];
		int info = openblas.LAPACKE_dsyevd_2stage(openblas.LAPACK_COL_MAJOR, VALUES_ONLY, LOWER, n, symmetric, n, values);
		require(info == 0, "dsyevd_2stage", info);
		return values;
	}

	/** The eigenvalues of a symmetric matrix, ascending; its eigenvectors, one a row, are written over it. */
	static double[] eigenvectors(double[] symmetric, int n) {
		double[] values = new double[n];
		int info = openblas.LAPACKE_dsyevd(openblas.LAPACK_COL_MAJOR, WITH_VECTORS, LOWER, n, symmetric, n, values);
		require(info == 0, "dsyevd", info);
		return values;
	}

	/** The singular values of a matrix, descending; the matrix is spoilt. */
	static double[] singularValues(double[] matrix, int rows, int columns) {
		double[] values = new double[Math.min(rows, columns)];
		double[] none = new double[1];
		// rows and columns change places, which leaves the values as they are
		int info = openblas.LAPACKE_dgesdd(openblas.LAPACK_COL_MAJOR, VALUES_ONLY, columns, rows, matrix, columns, values, none, 1, none, 1);
		require(info == 0, "dgesdd", info);
		return values;
	}

	/**
	 * A = left diag(values) right.
	 *
	 * @param left   rows x rank
	 * @param values descending
	 * @param right  rank x columns
	 */
	record Singular(double[] left, double[] values, double[] right) {
	}

	/** The thin singular value decomposition of a matrix, which is spoilt; the rank is the smaller of rows and columns. */
	static Singular singularVectors(double[] matrix, int rows, int columns) {
		int rank = Math.min(rows, columns);
		double[] values = new double[rank];
		double[] left = new double[Math.multiplyExact(rows, rank)];
		double[] right = new double[Math.multiplyExact(rank, columns)];
		int info = openblas.LAPACKE_dgesdd(openblas.LAPACK_ROW_MAJOR, THIN, rows, columns, matrix, columns, values, left, rank, right, columns);
		require(info == 0, "dgesdd", info);
		return new Singular(left, values, right);
	}

	/** A B^T for matrices with as many columns. */
	static double[] timesTransposed(double[] a, int rowsOfA, double[] b, int rowsOfB, int columns) {
		double[] product = new double[Math.multiplyExact(rowsOfA, rowsOfB)];
		openblas.cblas_dgemm(openblas.CblasRowMajor, openblas.CblasNoTrans, openblas.CblasTrans, rowsOfA, rowsOfB, columns, 1, a, columns, b, columns, 0, product, rowsOfB);
		return product;
	}

	/** A B for square matrices. */
	static double[] times(double[] a, double[] b, int n) {
		double[] product = new double[Math.multiplyExact(n, n)];
		openblas.cblas_dgemm(openblas.CblasRowMajor, openblas.CblasNoTrans, openblas.CblasNoTrans, n, n, n, 1, a, n, b, n, 0, product, n);
		return product;
	}

	/** Adds A^T A to a square matrix. */
	static void addGram(double[] a, int rows, int columns, double[] to) {
		openblas.cblas_dgemm(openblas.CblasRowMajor, openblas.CblasTrans, openblas.CblasNoTrans, columns, columns, rows, 1, a, columns, a, columns, 1, to, columns);
	}

	private static void require(boolean condition, String routine, int info) {
		if (!condition) {
			throw new IllegalStateException("LAPACK's " + routine + " failed with " + info + ": values that are no numbers, or no convergence.");
		}
	}
}
